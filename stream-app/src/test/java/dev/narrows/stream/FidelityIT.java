package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.decode.ReconstructingDeserializer;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline promises is what a consumer gets, through a real broker. Issue 17. */
class FidelityIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int RECORDS = 3_000;
    private static final double SHARE = 0.01;
    private static final float RANGE = 4;

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
    void shouldGiveConsumersEveryValueWithinTheBoundAndAnomaliesBitForBit() {
        // given
        cluster.createTopic("vectors", 2);
        cluster.publish(withRanges());
        cluster.produce(0, RECORDS, 2, i -> raw(vector(i)));
        Map<String, String> settings =
                Map.of("fidelity", "bounded", "fidelity.bound", "" + SHARE, "exact.on.anomaly", "true");

        // when
        try (NarrowsService service = NarrowsService.start(cluster.parsed(settings))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(RECORDS));
            assertThat(service.state()).isEqualTo(ServiceState.STREAMING);
        }

        // then
        List<ConsumerRecord<byte[], byte[]>> latents = cluster.read("latents");
        try (ReconstructingDeserializer deserializer = new ReconstructingDeserializer()) {
            deserializer.configure(
                    Map.of(
                            "bootstrap.servers", cluster.bootstrapServers(),
                            "schema.registry.url", cluster.settings(Map.of()).get("schema.registry.url")),
                    false);
            for (ConsumerRecord<byte[], byte[]> latent : latents) {
                long number = Long.parseLong(Inputs.text(latent.key()));
                float[] back = deserializer.deserialize("latents", latent.value());
                float[] vector = vector(number);
                for (int i = 0; i < Inputs.DIM; i++) {
                    double most = number % 50 == 7 ? 0 : SHARE * RANGE;
                    assertThat(Math.abs((double) vector[i] - back[i])).isLessThanOrEqualTo(most);
                }
            }
        }
        assertThat(cluster.count("alerts")).isEqualTo(RECORDS / 50);
    }

    private static float[] vector(long number) {
        return number % 50 == 7 ? anomalous() : normal(number);
    }

    private static ModelArtefact withRanges() {
        ModelArtefact toy = ToyModels.artefact("default", 1, Inputs.DIM, Inputs.CODE_BYTES);
        return ModelArtefact.of(
                ModelManifest.newBuilder(toy.manifest())
                        .setFeatureLows(Collections.nCopies(Inputs.DIM, -RANGE / 2))
                        .setFeatureHighs(Collections.nCopies(Inputs.DIM, RANGE / 2)),
                toy.encoder(),
                toy.decoder());
    }
}
