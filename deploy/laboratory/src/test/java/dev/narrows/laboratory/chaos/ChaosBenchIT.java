package dev.narrows.laboratory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.trainer.dataset.ArrayDataset;
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

/** Faults of all kinds for some seconds, and with {@code -Pchaos} for an hour; the seed of the plan is in the message. */
class ChaosBenchIT {

    private static final int DIM = 16;
    private static final int CODE_BYTES = 4;

    @Test
    void shouldLoseDoubleAndReorderNothing(@TempDir Path scratch) {
        // given
        Path model = scratch.resolve("model");
        ArtefactFolder.write(ToyModels.artefact("default", 1, DIM, CODE_BYTES), model);
        ContestSettings services = new ContestSettings(
                1,
                Optional.of(model),
                Speed.FAST,
                Duration.ZERO,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Map.of("execution.provider", "cpu"));
        Duration time = Duration.ofSeconds(Long.getLong("chaos.seconds", 5));
        long seed = Long.getLong("chaos.seed", new Random().nextInt());
        ChaosSettings settings = new ChaosSettings(time, seed, 300, 2);
        List<String> lines = new ArrayList<>();

        // when
        ChaosReport found = new ChaosBench(scratch, new BenchData("toy", rows()), services, settings, lines::add).run();

        // then
        assertThat(found.missed()).as(lines + "\n" + found.toJson()).isEmpty();
        assertThat(found.records()).isPositive();
        assertThat(lines.get(0)).isEqualTo("seed of the plan of faults: " + seed);
        assertThat(lines).hasSizeGreaterThan(1);
    }

    private static ArrayDataset rows() {
        float[] values = new float[100 * DIM];
        for (int row = 0; row < 100; row++) {
            System.arraycopy(ToyModels.normal(DIM, CODE_BYTES, new Random(row)), 0, values, row * DIM, DIM);
        }
        return ArrayDataset.of(values, DIM);
    }
}
