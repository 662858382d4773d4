package dev.narrows.laboratory.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.laboratory.venue.BenchCluster;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.publish.ArtefactFolder;
import dev.narrows.trainer.setting.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soak of seconds: that all is looked at, and no record lost. Whether a service grows takes longer to see. */
class SoakBenchIT {

    private static final int DIM = 16;
    private static final int CODE_BYTES = 4;

    @Test
    void shouldLookAtAServiceWhoseModelIsSwapped(@TempDir Path scratch) {
        // given
        Path model = scratch.resolve("model");
        ArtefactFolder.write(ToyModels.artefact("default", 1, DIM, CODE_BYTES), model);
        ContestSettings service = new ContestSettings(
                1,
                Optional.of(model),
                Speed.FAST,
                Duration.ZERO,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Map.of("execution.provider", "cpu"));
        SoakSettings settings = new SoakSettings(Duration.ofSeconds(3), 2, 300, 2);
        List<String> lines = new ArrayList<>();

        try (BenchCluster cluster = BenchCluster.start(scratch)) {
            Venue venue = Venue.of(cluster, scratch, new BenchData("toy", rows()), service);

            // when
            SoakReport found = new SoakBench(venue, settings, lines::add).measure();

            // then
            assertThat(List.of(found.lost(), found.duplicated(), found.reordered(), found.changed()))
                    .as(found.toJson())
                    .containsOnly(0L);
            assertThat(found.records()).isPositive();
            assertThat(found.recordsPerSecond()).isPositive();
            assertThat(found.looks()).isEqualTo(2);
            assertThat(found.last().heapBytes()).isBetween(1L << 20, 256L << 20);
            assertThat(found.last().threads()).isPositive();
            assertThat(lines).hasSize(2);
        }
    }

    private static Dataset rows() {
        float[] values = new float[100 * DIM];
        for (int row = 0; row < 100; row++) {
            System.arraycopy(ToyModels.normal(DIM, CODE_BYTES, new Random(row)), 0, values, row * DIM, DIM);
        }
        return ArrayDataset.of(values, DIM);
    }
}
