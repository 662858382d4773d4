package dev.narrows.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.Baseline;
import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.dataset.ArrayDataset;
import org.junit.jupiter.api.Test;

class LearnedBaselineTest {

    private static final ArrayDataset ROWS = ArrayDataset.of(new float[] {0, 1, 100, 1, 200, 1, 250, 1}, 2);

    @Test
    void shouldHoldATenthOfTheErrorsInEachBinAndLessAtTheTop() {
        // given
        float[] errors = new float[1001];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = (1000 - i) / 1000f;
        }

        // when
        Baseline baseline = LearnedBaseline.of(ROWS, ROWS, errors, new FirstValue());

        // then
        assertThat(baseline.getErrorBounds()).hasSize(11);
        assertThat(baseline.getErrorBounds().get(0)).isCloseTo(0.1, within(1e-6));
        assertThat(baseline.getErrorBounds().get(10)).isCloseTo(0.99, within(1e-6));
        assertThat(baseline.getErrorShares().get(3)).isCloseTo(0.1, within(0.002));
        assertThat(baseline.getErrorShares().get(11)).isCloseTo(0.01, within(0.002));
    }

    @Test
    void shouldLeaveOutBoundsThatWouldBeAlike() {
        // when
        Baseline baseline = LearnedBaseline.of(ROWS, ROWS, new float[] {0, 0, 0, 5}, new FirstValue());

        // then
        assertThat(baseline.getErrorBounds()).containsExactly(0.0);
        assertThat(baseline.getErrorShares()).containsExactly(0.75, 0.25);
    }

    @Test
    void shouldCountCodesAndFeatures() {
        // when
        Baseline baseline = LearnedBaseline.of(ROWS, ROWS, new float[] {1, 2, 3, 4}, new FirstValue());

        // then
        assertThat(baseline.getRows()).isEqualTo(4);
        assertThat(baseline.getCodeShares()).hasSize(16);
        assertThat(baseline.getCodeShares().get(0)).isEqualTo(0.25f);
        assertThat(baseline.getCodeShares().get(6)).isEqualTo(0.25f);
        assertThat(baseline.getCodeShares().get(12)).isEqualTo(0.25f);
        assertThat(baseline.getCodeShares().get(15)).isEqualTo(0.25f);
        assertThat(baseline.getFeatureMeans()).containsExactly(137.5f, 1f);
        assertThat(baseline.getFeatureSpreads().get(1)).isZero();
    }

    /** Keeps a row's first value in a byte. */
    private static final class FirstValue implements Codec {

        @Override
        public String name() {
            return "first value";
        }

        @Override
        public int dim() {
            return 2;
        }

        @Override
        public int codeBytes() {
            return 1;
        }

        @Override
        public void encode(float[] rows, int count, byte[] codes) {
            for (int i = 0; i < count; i++) {
                codes[i] = (byte) rows[2 * i];
            }
        }

        @Override
        public void decode(byte[] codes, int count, float[] reconstructions) {
            throw new UnsupportedOperationException("decode");
        }
    }
}
