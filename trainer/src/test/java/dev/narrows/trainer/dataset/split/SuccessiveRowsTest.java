package dev.narrows.trainer.dataset.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuccessiveRowsTest {

    private static final int ROWS = 20_000;
    private static final int DIM = 3;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.95})
    void shouldTellTheCorrelationThatRowsWereMadeWith(double correlation) {
        // given: an autoregressive series of that correlation, far from zero
        Dataset series = series(correlation);

        // when
        double told = SuccessiveRows.correlation(series);

        // then
        assertThat(told).isCloseTo(correlation, within(0.02));
    }

    @Test
    void shouldNotGoBelowZeroForRowsThatAlternate() {
        assertThat(SuccessiveRows.correlation(series(-0.5))).isZero();
    }

    @Test
    void shouldBeZeroWhereNothingMoves() {
        assertThat(SuccessiveRows.correlation(ArrayDataset.of(new float[] {2, 2, 2, 2}, 1)))
                .isZero();
    }

    private static Dataset series(double correlation) {
        Random random = new Random(1);
        float[] values = new float[ROWS * DIM];
        for (int i = 0; i < values.length; i++) {
            double before = i < DIM ? 0 : values[i - DIM] - 100;
            values[i] = (float) (100 + correlation * before + random.nextGaussian());
        }
        return ArrayDataset.of(values, DIM);
    }
}
