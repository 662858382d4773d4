package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.fixture.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that is small on the wire and larger than the memory of the service, which has 256 MB. Issue 21, point 3. */
class HugeRecordIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int ZEROS = 400 * 1024 * 1024;

    private LiveCluster cluster;
    private Path home;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        cluster = LiveCluster.start(folder.resolve("cluster"));
        home = Files.createDirectories(folder.resolve("service"));
        cluster.createTopic("vectors", 1);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldOutliveAHugeRecordInTheInputAmongOthersOfItsBatch() {
        // given
        cluster.publishToy(1);
        cluster.produceHuge("vectors", 100, 40, ZEROS, i -> raw(normal(i)));

        // when
        try (ServiceProcess service = ServiceProcess.start(home, cluster.settings(Map.of()))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(99));
            cluster.produce(100, 150, 1, i -> raw(normal(i)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(149));
            assertThat(service.isAlive()).isTrue();
        }

        // then
        assertThat(cluster.keys("latents"))
                .containsExactlyElementsOf(
                        LongStream.range(0, 150).filter(i -> i != 40).boxed().toList());
        assertThat(cluster.read("dead-letters")).singleElement().satisfies(letter -> {
            assertThat(Inputs.text(letter.key())).isEqualTo("40");
            assertThat(letter.value()).isNull();
            assertThat(header(letter, "narrows.reason")).isEqualTo("too-large");
            assertThat(header(letter, "narrows.omitted")).isEqualTo("" + ZEROS);
        });
    }

    @Test
    void shouldOutliveAHugeRecordInTheModels() {
        // given
        cluster.publishToy(1);
        cluster.produceHuge("models", 1, 0, ZEROS, i -> new byte[0]);
        cluster.publishToy(2);
        cluster.produce(0, 50, 1, i -> raw(normal(i)));

        // when
        try (ServiceProcess service = ServiceProcess.start(home, cluster.settings(Map.of()))) {
            // then
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(50));
            assertThat(service.isAlive()).isTrue();
        }
        assertThat(cluster.modelVersion(cluster.read("latents").get(0))).isEqualTo(2);
    }

    @Test
    void shouldOutliveAHugeRecordInWhatItDecidesBy() {
        // given
        cluster.publishToy(1);
        cluster.createTopic("quality", 1);
        cluster.produceHuge("quality", 1, 0, ZEROS, i -> new byte[0]);

        // when
        try (ServiceProcess service = ServiceProcess.start(home, cluster.settings(Map.of()))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(service.log())
                            .contains("fetched again in bounded memory partition=quality-0 from=0 to=1 leftOut=1"));
            cluster.produce(0, 50, 1, i -> raw(normal(i)));

            // then
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(50));
            assertThat(service.isAlive()).isTrue();
            assertThat(service.log()).doesNotContain("control plane stops");
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Inputs.text(record.headers().lastHeader(name).value());
    }
}
