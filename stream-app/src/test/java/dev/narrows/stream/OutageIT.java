package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.embedded.ClusterSettings;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.start.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brokers and registry gone at the start, and while the service runs. */
class OutageIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private LiveCluster cluster;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = LiveCluster.start(folder);
        cluster.createTopic("vectors", 2);
        cluster.publishToy(1);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldWaitAtTheStartUntilBrokersAndRegistryAreThere() {
        // given
        NarrowsSettings settings = cluster.parsed(Map.of());
        cluster.produce(0, 10, 2, i -> raw(normal(i)));
        ClusterSettings away = cluster.goAway();
        CompletableFuture<NarrowsService> starting =
                CompletableFuture.supplyAsync(() -> NarrowsService.start(settings));

        // when
        cluster.comeBack(away);

        // then
        try (NarrowsService service = starting.join()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(service.health().ready()).isTrue());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(10));
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheBrokerRestartsUnderIt() {
        // given
        cluster.produce(0, 20_000, 2, i -> raw(normal(i)));
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of("batch.max.records", "100")))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(service.health().ready()).isTrue());

            // when
            ClusterSettings away = cluster.goAway();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    service.health().parts().get("broker").up())
                            .isFalse());
            cluster.comeBack(away);
            cluster.produce(20_000, 21_000, 2, i -> raw(normal(i)));

            // then
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isGreaterThanOrEqualTo(21_000));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(service.health().ready()).isTrue());
        }
        assertThat(cluster.keys("latents"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 21_000).boxed().toList());
    }

    @Test
    void shouldStopTheStartWhenAnOutputHasTooFewPartitions() {
        // given
        cluster.createTopic("latents", 1);
        NarrowsSettings settings = cluster.parsed(Map.of());

        // when, then
        assertThatThrownBy(() -> NarrowsService.start(settings))
                .isInstanceOf(StartException.class)
                .hasMessage("latents.topic: latents has 1 partitions (expected: >= 2, as many as vectors)");
    }

    @Test
    void shouldStopTheStartWhenATopicIsMissingAndMayNotBeMade() {
        // given
        NarrowsSettings settings = cluster.parsed(Map.of("topics.create", "false"));

        // when, then
        assertThatThrownBy(() -> NarrowsService.start(settings))
                .isInstanceOf(StartException.class)
                .hasMessage(
                        "latents.topic: latents does not exist (expected: an existing topic, or topics.create=true)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vector | an existing topic, perhaps vectors, or input.create=true",
                "measurements | an existing topic, or input.create=true"
            })
    void shouldRefuseAnInputThatIsNotThereAndNotMakeIt(String input, String expected) {
        // given
        NarrowsSettings settings = cluster.parsed(Map.of("input.topic", input));

        // when, then
        assertThatThrownBy(() -> NarrowsService.start(settings))
                .isInstanceOf(StartException.class)
                .hasMessage("input.topic: " + input + " does not exist (expected: " + expected + ")");
        assertThat(cluster.topics()).contains("vectors").doesNotContain(input, "latents");
    }

    @Test
    void shouldMakeTheInputWhereItIsAskedTo() {
        // given
        NarrowsSettings settings = cluster.parsed(Map.of("input.topic", "measurements", "input.create", "true"));

        // when
        try (NarrowsService service = NarrowsService.start(settings)) {
            // then
            assertThat(service.health().parts().get("topics").up()).isTrue();
            assertThat(cluster.topics()).contains("measurements", "latents");
        }
    }

    @Test
    void shouldWarnOfAKafkaSettingThatNobodyKnows() {
        // given
        NarrowsSettings settings = cluster.parsed(Map.of("kafka.producer.linger.mss", "5"));

        // when
        try (NarrowsService service = NarrowsService.start(settings)) {
            // then
            assertThat(service.health().warnings())
                    .contains(
                            "kafka.producer.linger.mss: not a setting of Kafka"
                                    + " (expected: one, perhaps kafka.producer.linger.ms, or one that a plug-in of yours reads)");
        }
    }

    @Test
    void shouldStopTheStartWhenASchemaMayNotBeRegistered() {
        // given
        NarrowsSettings settings = cluster.parsed(Map.of("schema.registry.auto.register", "false"));

        // when, then
        assertThatThrownBy(() -> NarrowsService.start(settings))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("schema dev.narrows.schemas.Latent is not registered");
    }

    @Test
    void shouldMakeDeadLettersThatTakeTheLargestInput() {
        // given
        byte[] largest = new byte[1_048_000];

        // when
        cluster.produce(0, 3, 2, i -> i == 1 ? largest : raw(normal(i)));
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of()))) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(cluster.count("dead-letters")).isEqualTo(1));
            assertThat(service.health().failure()).isEmpty();
        }

        // then
        assertThat(cluster.read("dead-letters").get(0).value()).isEqualTo(largest);
        assertThat(cluster.keys("latents")).containsExactlyInAnyOrderElementsOf(List.of(0L, 2L));
    }

    @Test
    void shouldReadAvroByTheRegistry() {
        // given
        try (SchemaRegistry registry = cluster.registry()) {
            cluster.produce(0, 50, 2, i -> Inputs.avro(registry, normal(i)));
        }

        // when
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of("input.format", "avro")))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(50));
            assertThat(service.health().failure()).isEmpty();
        }
    }
}
