package dev.narrows.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.ArrayDataset;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void shouldTellMeanAndSpreadOfEachFeatureEvenFarFromZero() {
        // given
        ArrayDataset rows = ArrayDataset.of(new float[] {1, 5, 10_000_001, 2, 5, 10_000_003, 3, 5, 10_000_005}, 3);

        // when
        Moments moments = Moments.of(rows);

        // then
        assertThat(moments.means()).containsExactly(2, 5, 10_000_003);
        assertThat(moments.spreads()[0]).isCloseTo(0.816496581f, within(1e-6f));
        assertThat(moments.spreads()[1]).isZero();
        assertThat(moments.spreads()[2]).isCloseTo(1.632993162f, within(1e-6f));
    }
}
