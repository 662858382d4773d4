package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.fixture.ServiceProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void shouldStopCleanlyOnSigterm(@TempDir Path data) {
        // given
        try (LiveCluster cluster = LiveCluster.start(data)) {
            cluster.createTopic("vectors", 1);
            cluster.publishToy(1);
            cluster.produce(0, 500, 1, i -> raw(normal(i)));
            try (ServiceProcess service = ServiceProcess.start(folder, cluster.settings(Map.of()))) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(service.log()).contains("stream state=RUNNING"));
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(cluster.count("latents")).isEqualTo(500));

                // when
                service.terminate();

                // then
                assertThat(service.awaitExit()).as(service.log()).isZero();
                assertThat(cluster.committed("narrows")).containsEntry(0, 500L);
            }
        }
    }

    @Test
    void shouldWaitForAbsentBrokersAndStopCleanlyWhenTold() throws IOException {
        // given
        Map<String, String> settings = Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:" + freePort(),
                "schema.registry.url",
                "http://127.0.0.1:" + freePort(),
                "http.host",
                "127.0.0.1",
                "http.port",
                "0");

        // when
        try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(service.log()).contains("waiting part=BROKER"));
            service.terminate();

            // then
            assertThat(service.awaitExit()).as(service.log()).isZero();
            assertThat(service.log())
                    .endsWith("narrows: told to stop while waiting for the broker\n")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void shouldWaitForBrokersWhoseNameIsNotKnownYet() {
        // given
        Map<String, String> settings = Map.of(
                "kafka.bootstrap.servers", "broker-0.invalid:9092",
                "schema.registry.url", "http://127.0.0.1:1",
                "http.port", "0");

        // when
        try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(service.log())
                                    .contains(
                                            "waiting part=BROKER reason=bootstrap.servers: broker-0.invalid:9092 not known by name"));
            service.terminate();

            // then
            assertThat(service.awaitExit()).as(service.log()).isZero();
            assertThat(service.log()).doesNotContain("\tat ");
        }
    }

    @Test
    void shouldEndWithCodeTwoAndOneLineWhenItCannotStart() {
        // given
        Map<String, String> settings = Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1", "htp.port", "0");

        // when
        try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
            int code = service.awaitExit();

            // then
            assertThat(code).isEqualTo(2);
            assertThat(service.log())
                    .isEqualTo("narrows: htp.port: unknown setting (expected: a known one, perhaps http.port)\n");
        }
    }

    @Test
    void shouldEndWithCodeTwoWhenCudaIsDemandedAndAbsent() {
        // given
        Map<String, String> settings = Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:1",
                "schema.registry.url", "http://127.0.0.1:1",
                "http.host", "127.0.0.1",
                "http.port", "0",
                "execution.provider", "cuda");

        // when
        try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
            int code = service.awaitExit();

            // then
            assertThat(code).isEqualTo(2);
            assertThat(service.log())
                    .startsWith("narrows: execution.provider: cuda")
                    .hasLineCount(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
