package dev.narrows.trainer.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.model.Tail;
import dev.narrows.trainer.calibrate.Calibration;
import dev.narrows.trainer.calibrate.CalibrationSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.network.TrainedNetwork;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that hardly change: a hair's breadth is not the rarest of all events, and a large change still is rare. */
class ConstantStreamTest {

    private static final int DIM = 5;
    private static final int ROWS = 300;

    @ParameterizedTest
    @EnumSource(ScoreKind.class)
    void shouldNotCallATinyChangeOfAConstantStreamTheRarestEvent(ScoreKind kind) {
        // given: every row the same
        float[] values = new float[ROWS * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = 20 + 10 * (i % DIM);
        }

        // when
        double tiny = severity(kind, values, 1.00001f);
        double large = severity(kind, values, 3f);

        // then
        assertThat(tiny).isLessThan(10);
        assertThat(large).isGreaterThan(tiny).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource(ScoreKind.class)
    void shouldNotCallATinyChangeOfAConstantFeatureTheRarestEvent(ScoreKind kind) {
        // given: one feature never changes
        Random random = new Random(3);
        float[] values = new float[ROWS * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % DIM == 2 ? 40 : (float) random.nextGaussian();
        }

        // when
        double tiny = severity(kind, values, 1.00001f);

        // then
        assertThat(tiny).isLessThan(10);
    }

    /** Of a row like the first, but for feature 2, which is {@code times} as large. */
    private static double severity(ScoreKind kind, float[] values, float times) {
        Dataset data = MadeRows.of(DIM, values);
        try (TrainedNetwork plain = SmallNetworks.trained(data, data)) {
            TrainedNetwork trained = SmallNetworks.scored(plain, kind, data, data);
            Calibration calibration = Calibration.of(
                    trained.errors(data),
                    new CalibrationSettings(1e-2, trained.network().score().smallestError(), 1));
            float[] row = new float[DIM];
            System.arraycopy(values, 0, row, 0, DIM);
            row[2] *= times;
            return Tail.score(calibration.tail(), trained.run(row, 1).errors()[0]);
        }
    }
}
