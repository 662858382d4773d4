package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.source.PipelineLayers;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.fixture.BrokenInterceptor;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.status.PipelineState;
import dev.narrows.stream.status.StatusServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 15: pipelines in one process, and services with different and with the same model on one cluster. */
class PipelinesIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private LiveCluster cluster;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = LiveCluster.start(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldServeModelsSideBySideAndDecideOnceForEach() throws IOException, InterruptedException {
        // given: two models in one process, one of them in a service of another application id too, and a pipeline that
        // cannot start, because its input is not there
        cluster.createTopic("left", 1);
        cluster.createTopic("right", 1);
        cluster.createTopic("also-left", 1);
        Map<String, String> given = cluster.settings(Map.of(
                "pipelines", "left,right,broken",
                "pipeline.left.input.topic", "left",
                "pipeline.right.input.topic", "right",
                "pipeline.broken.input.topic", "nowhere",
                "model.trial.timeout.ms", "0",
                "encode.threads", "0"));
        NarrowsSettings also = cluster.parsed(Map.of(
                "application.id", "also",
                "input.topic", "also-left",
                "latents.topic", "also-left-latents",
                "model.name", "left",
                "model.trial.timeout.ms", "0",
                "encode.threads", "0"));
        try (PipelineHost host = PipelineHost.start(also.http(), settings(given), each -> StatusServer.Routes.NONE);
                NarrowsService service = NarrowsService.start(also)) {
            cluster.submitToy("left", 1);
            cluster.submitToy("right", 1);
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(host.states().get("left").health().ready()).isTrue();
                assertThat(host.states().get("right").health().ready()).isTrue();
                assertThat(service.health().ready()).isTrue();
            });

            // when: one of the models has a second version, at once
            cluster.promoteToy("left", 2);
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(get(host, "/metrics")).contains("narrows_model_version{pipeline=\"left\"} 2.0");
                assertThat(service.health().parts().get("model").detail()).contains("left/2");
            });
            cluster.produce("left", 300, i -> raw(normal(i)));
            cluster.produce("right", 200, i -> raw(normal(i)));
            cluster.produce("also-left", 100, i -> raw(normal(i)));

            // then
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(versions("left-latents")).hasSize(300).containsOnly(2);
                assertThat(versions("right-latents")).hasSize(200).containsOnly(1);
                assertThat(versions("also-left-latents")).hasSize(100).containsOnly(2);
            });
            assertThat(changes("left")).containsExactly("1", "2");
            assertThat(changes("right")).containsExactly("1");
            assertThat(get(host, "/metrics"))
                    .contains("narrows_records_total{pipeline=\"left\"} 300.0")
                    .contains("narrows_records_total{pipeline=\"right\"} 200.0")
                    .contains("jvm_memory_used_bytes");
            PipelineState broken = host.states().get("broken");
            assertThat(broken.health().failure()).startsWith("starts anew").contains("nowhere");
            assertThat(broken.port()).isZero();
            assertThat(get(host, "/health/ready")).contains("\"broken\":").contains("\"left\":");
            assertThat(status(host, "/health/ready")).isEqualTo(503);
            assertThat(status(host, "/health/live")).isEqualTo(200);

            // and when what it waits for is there
            cluster.createTopic("nowhere", 1);
            cluster.submitToy("broken", 1);

            // then
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(status(host, "/health/ready")).isEqualTo(200));
        }
    }

    @Test
    void shouldEndTheProcessAtAnErrorOnTheStreamThreadOfOne() {
        // given
        cluster.createTopic("left", 1);
        cluster.createTopic("right", 1);
        Map<String, String> given = cluster.settings(Map.of(
                "pipelines",
                "left,right",
                "pipeline.left.input.topic",
                "left",
                "pipeline.right.input.topic",
                "right",
                "pipeline.right.kafka.producer.interceptor.classes",
                BrokenInterceptor.class.getName(),
                "model.trial.timeout.ms",
                "0",
                "encode.threads",
                "0"));
        NarrowsSettings any = cluster.parsed(Map.of());
        try (PipelineHost host = PipelineHost.start(any.http(), settings(given), each -> StatusServer.Routes.NONE)) {
            cluster.submitToy("right", 1);
            await().atMost(SOON).until(() -> host.states().get("right").health().ready());

            // when
            cluster.produce("right", 1, i -> raw(normal(i)));

            // then
            assertThat(CompletableFuture.supplyAsync(() -> end(host)))
                    .succeedsWithin(SOON)
                    .isEqualTo(new Failure("pipeline right: stream: java.lang.OutOfMemoryError: as if", true));
        }
    }

    private static Failure end(PipelineHost host) {
        try {
            return host.awaitEnd().orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, NarrowsSettings> settings(Map<String, String> given) {
        Map<String, NarrowsSettings> settings = new LinkedHashMap<>();
        PipelineLayers.of(given).forEach((name, layer) -> settings.put(name, NarrowsSettings.of(layer)));
        return settings;
    }

    private List<Integer> versions(String latents) {
        return cluster.read(latents).stream().map(cluster::modelVersion).toList();
    }

    /** Stable versions of a model, one for each record that says so. */
    private List<String> changes(String model) {
        try (SchemaRegistry registry = cluster.registry()) {
            RecordDeserializer<Rollout> reader = new RecordDeserializer<>(registry, Rollout.getClassSchema());
            return cluster.read("rollouts").stream()
                    .filter(record -> model.equals(new String(record.key(), StandardCharsets.UTF_8)))
                    .map(record -> reader.deserialize("rollouts", record.value()))
                    .map(rollout -> "" + rollout.getStableVersion())
                    .toList();
        }
    }

    private static String get(PipelineHost host, String path) throws IOException, InterruptedException {
        return ask(host, path).body();
    }

    private static int status(PipelineHost host, String path) throws IOException, InterruptedException {
        return ask(host, path).statusCode();
    }

    private static HttpResponse<String> ask(PipelineHost host, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + host.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
