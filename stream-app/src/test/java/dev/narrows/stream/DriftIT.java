package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.CODE_BYTES;
import static dev.narrows.stream.fixture.Inputs.DIM;
import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.Drift;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.Baselines;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.fixture.LiveCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One feature stands higher than in training: that is told once, and what is nothing but that alerts no more. */
class DriftIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int FEATURE = 2;
    private static final float SHIFT = 0.5f;
    private static final int CHUNK = 4_000;
    private static final int BASELINE_ROWS = 4_000;

    private LiveCluster cluster;
    private long produced;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = LiveCluster.start(folder);
        cluster.createTopic("vectors", 1);
        cluster.publish(withBaseline());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldTellAShiftOfAFeatureAndGoOnToAlertOnAnomaliesBesideIt() {
        try (NarrowsService service = NarrowsService.start(cluster.parsed(Map.of("drift.window.ms", "10000")))) {
            // given
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(service.health().ready()).isTrue());

            // when
            await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                produce(CHUNK);
                assertThat(service.health().parts().get("model").notice()).startsWith("drift: ");
            });
            awaitAll();
            int alertsBefore = cluster.read("alerts").size();
            produce(CHUNK);
            cluster.produce(produced, produced + 1, 1, i -> raw(shifted(anomalous())));
            produced++;
            awaitAll();

            // then
            assertThat(service.health().ready()).isTrue();
            assertThat(alertsBefore).isPositive();
            List<Long> alerts = cluster.keys("alerts");
            assertThat(alerts.subList(alertsBefore, alerts.size())).containsExactly(produced - 1);
            assertThat(drifts())
                    .isNotEmpty()
                    .allSatisfy(told -> assertThat(told)
                            .filteredOn(drift -> drift.getKind().equals("level"))
                            .extracting(Drift::getIndex)
                            .containsExactly(FEATURE));
        }
    }

    private void produce(int count) {
        cluster.produce(produced, produced + count, 1, i -> raw(shifted(normal(i))));
        produced += count;
    }

    private void awaitAll() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(produced));
    }

    private static float[] shifted(float[] vector) {
        vector[FEATURE] += SHIFT;
        return vector;
    }

    /** What drifted, a list a report. */
    private List<List<Drift>> drifts() {
        try (SchemaRegistry registry = cluster.registry()) {
            RecordDeserializer<QualityReport> reader =
                    new RecordDeserializer<>(registry, QualityReport.getClassSchema());
            return cluster.read("quality").stream()
                    .map(record -> reader.deserialize("quality", record.value()).getDrift())
                    .filter(drift -> !drift.isEmpty())
                    .toList();
        }
    }

    private static ModelArtefact withBaseline() {
        ModelArtefact toy = ToyModels.artefact("default", 1, DIM, CODE_BYTES);
        return ModelArtefact.of(
                ModelManifest.newBuilder(toy.manifest()).setBaseline(baseline()), toy.encoder(), toy.decoder());
    }

    /** Of normal vectors. */
    private static Baseline baseline() {
        List<Double> bounds = List.of(1e-5, 5e-5, 1e-4, 2e-4, 1e-3);
        double[] errors = new double[bounds.size() + 1];
        float[] codes = new float[CODE_BYTES * Baselines.CODE_BINS];
        double[] bound = bounds.stream().mapToDouble(Double::doubleValue).toArray();
        for (int row = 0; row < BASELINE_ROWS; row++) {
            float[] vector = normal(-1 - row);
            errors[Baselines.bin(bound, ToyModels.error(1, CODE_BYTES, vector))] += 1.0 / BASELINE_ROWS;
            byte[] code = ToyModels.code(1, CODE_BYTES, vector);
            for (int i = 0; i < CODE_BYTES; i++) {
                codes[i * Baselines.CODE_BINS + Baselines.codeBin(code[i])] += 1f / BASELINE_ROWS;
            }
        }
        List<Double> errorShares = new ArrayList<>();
        for (double share : errors) {
            errorShares.add(share);
        }
        List<Float> codeShares = new ArrayList<>();
        for (float share : codes) {
            codeShares.add(share);
        }
        return new Baseline(
                (long) BASELINE_ROWS,
                bounds,
                errorShares,
                Baselines.CODE_BINS,
                codeShares,
                (long) BASELINE_ROWS,
                Collections.nCopies(DIM, 0f),
                Collections.nCopies(DIM, (float) Math.sqrt(1 / 3.0)));
    }
}
