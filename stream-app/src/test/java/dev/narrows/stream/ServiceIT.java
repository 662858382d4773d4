package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.status.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceIT {

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
    void shouldWaitForAModelSayingSoAndConsumeNothing() throws IOException, InterruptedException {
        // given
        cluster.createTopic("vectors", 2);
        cluster.produce(0, 100, 2, i -> raw(normal(i)));

        // when
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            HttpResponse<String> live = get(service, "/health/live");
            HttpResponse<String> ready = get(service, "/health/ready");

            // then
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("no version of model default is stable yet");
            assertThat(service.state()).isEqualTo(ServiceState.WAITING_FOR_MODEL);
            assertThat(cluster.committed("narrows")).isEmpty();

            // and when
            cluster.publishToy(1);

            // then
            awaitReady(service);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(100));
            assertThat(service.state()).isEqualTo(ServiceState.STREAMING);
        }
    }

    @Test
    void shouldKeepKeyPartitionTimestampAndOrder() {
        // given
        cluster.createTopic("vectors", 4);
        cluster.publishToy(1);
        cluster.produce(0, 4_000, 4, i -> i % 100 == 7 ? new byte[3] : raw(normal(i)));

        // when
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(3_960));
            assertThat(service.health().warnings())
                    .singleElement(as(STRING))
                    .startsWith("model.trusted.key: not set, so models of anybody");
        }

        // then
        assertThat(cluster.count("dead-letters")).isEqualTo(40);
        List<ConsumerRecord<byte[], byte[]>> latents = cluster.read("latents");
        assertThat(latents).allSatisfy(latent -> {
            long number = Long.parseLong(Inputs.text(latent.key()));
            assertThat(latent.partition()).isEqualTo((int) (number % 4));
            assertThat(latent.timestamp()).isEqualTo(Inputs.TIME + number);
        });
        for (int partition = 0; partition < 4; partition++) {
            int of = partition;
            assertThat(latents.stream()
                            .filter(latent -> latent.partition() == of)
                            .map(ConsumerRecord::timestamp))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldTakeUpANewStableVersionWithinFiveSecondsAndLoseNothing() {
        // given
        cluster.createTopic("vectors", 1);
        cluster.publishToy(1);
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            awaitReady(service);
            cluster.produce(0, 500, 1, i -> raw(normal(i)));

            // when
            cluster.publishToy(2);

            // then
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(model(service).detail()).contains("default/2"));
            cluster.produce(500, 1_000, 1, i -> raw(normal(i)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(1_000));
        }
        List<ConsumerRecord<byte[], byte[]>> latents = cluster.read("latents");
        assertThat(cluster.modelVersion(latents.get(0))).isEqualTo(1);
        assertThat(cluster.modelVersion(latents.get(999))).isEqualTo(2);
        assertThat(cluster.keys("latents"))
                .containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void shouldKeepTheVersionInServiceWhenTheNewOneIsRefused() throws IOException, InterruptedException {
        // given
        cluster.createTopic("vectors", 1);
        cluster.publishToy(1);
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            awaitReady(service);

            // when
            cluster.publish(wrong(2));

            // then
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(model(service).notice()).contains("refused"));
            assertThat(model(service).detail()).contains("default/1");
            assertThat(service.health().ready()).isTrue();
            assertThat(get(service, "/metrics").body())
                    .contains("narrows_model_refused_total 1.0", "narrows_model_version 1.0");
            cluster.produce(0, 10, 1, i -> raw(normal(i)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(10));
        }
    }

    @Test
    void shouldGoOnWhereItStopped() {
        // given
        cluster.createTopic("vectors", 2);
        cluster.publishToy(1);
        cluster.produce(0, 1_000, 2, i -> raw(normal(i)));
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isPositive());
            assertThat(service.httpPort()).isPositive();
        }
        cluster.produce(1_000, 2_000, 2, i -> raw(normal(i)));

        // when
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isGreaterThanOrEqualTo(2_000));
            assertThat(service.state()).isEqualTo(ServiceState.STREAMING);
        }

        // then
        assertThat(cluster.keys("latents"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 2_000).boxed().toList());
    }

    @Test
    void shouldWorkUnderTheStreamsGroupProtocol() {
        // given
        cluster.createTopic("vectors", 2);
        cluster.publishToy(1);
        cluster.produce(0, 500, 2, i -> raw(normal(i)));

        // when
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of("kafka.group.protocol", "streams")))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(500));

            // then
            assertThat(service.health().failure()).isEmpty();
        }
    }

    @Test
    void shouldServeKafkasOwnMetrics() throws IOException, InterruptedException {
        // given
        cluster.createTopic("vectors", 1);
        cluster.publishToy(1);

        // when
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            awaitReady(service);

            // then
            assertThat(get(service, "/metrics").body())
                    .contains("kafka_stream_", "kafka_consumer_", "kafka_producer_", "provider=\"cpu\"");
        }
    }

    private static ModelArtefact wrong(int version) {
        CheckVector check = ToyModels.draft("default", version, Inputs.DIM, Inputs.CODE_BYTES)
                .getCheck();
        CheckVector other = CheckVector.newBuilder(check)
                .setCode(ByteBuffer.wrap(new byte[Inputs.CODE_BYTES]))
                .build();
        return ModelArtefact.of(
                ToyModels.draft("default", version, Inputs.DIM, Inputs.CODE_BYTES)
                        .setCheck(other),
                ToyModels.encoder(version, Inputs.DIM, Inputs.CODE_BYTES).bytes(),
                ToyModels.decoder(version, Inputs.DIM, Inputs.CODE_BYTES).bytes());
    }

    private static Health.PartState model(NarrowsService service) {
        return service.health().parts().get("model");
    }

    private static void awaitReady(NarrowsService service) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.health().ready()).isTrue());
    }

    private static HttpResponse<String> get(NarrowsService service, String path)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + service.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
