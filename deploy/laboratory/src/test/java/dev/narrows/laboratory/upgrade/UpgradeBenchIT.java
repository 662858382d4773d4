package dev.narrows.laboratory.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.laboratory.venue.BenchCluster;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.schemas.RolloutPolicy;
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

/** Upgrades through shadow and canary lose, double and reorder nothing. How long they take is not asked on a busy machine. */
class UpgradeBenchIT {

    private static final int DIM = 16;
    private static final int CODE_BYTES = 4;

    @Test
    void shouldLoseDoubleAndReorderNothing(@TempDir Path scratch) {
        // given
        Path model = scratch.resolve("model");
        ArtefactFolder.write(ToyModels.artefact("default", 1, DIM, CODE_BYTES), model);
        ContestSettings service = new ContestSettings(
                1,
                Optional.of(model),
                Speed.FAST,
                Duration.ZERO,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Map.of("execution.provider", "cpu", "rollout.sample.share", "1"));
        UpgradeSettings settings = new UpgradeSettings(2, RolloutPolicy.GUARDED, 300, 2, Duration.ofSeconds(5));
        BenchData data = new BenchData("toy", rows());
        List<String> lines = new ArrayList<>();

        try (BenchCluster cluster = BenchCluster.start(scratch)) {
            Venue venue = Venue.of(cluster, scratch, data, service);

            // when
            UpgradeReport found = new UpgradeBench(venue, settings, lines::add).measure();

            // then
            assertThat(found.upgrades()).isEqualTo(2);
            assertThat(found.records()).isGreaterThan(2_000);
            assertThat(List.of(found.lost(), found.duplicated(), found.reordered(), found.changed()))
                    .as(found.toJson())
                    .containsOnly(0L);
            assertThat(found.maxGapMs()).isPositive();
            assertThat(found.longestUpgradeMs()).isGreaterThanOrEqualTo(found.medianUpgradeMs());
            assertThat(found.throughputDip()).isBetween(0.0, 1.0);
            assertThat(found.toJson()).contains("\"rssGrowthBytes\"", "\"throughputDip\"");
            assertThat(lines).hasSize(1);
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
