package dev.narrows.trainer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.textbook.Rival;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.InUnits;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final float[] UNITS = {1, 1000, 1};

    @Test
    void shouldJudgeAllInTheUnitsOfFeatures() {
        // given: what varies most in raw units counts as much as the others
        Dataset train = rows(2_000, 1);
        Dataset test = rows(500, 2);
        Codec off = new Off();

        // when
        Comparison comparison = Comparison.of(off, 1, train, test, UNITS, 1);

        // then
        assertThat(comparison.model().loss()).isCloseTo((0.25 + 0.25 + 0) / 3, within(1e-6));
        assertThat(comparison.model().mse()).isCloseTo((0.25 + 250_000) / 3, within(1.0));
        Evaluation rival = comparison.rival(Rival.RVQ);
        assertThat(rival.loss())
                .isCloseTo(
                        Comparison.of(off, 1, new InUnits(train, UNITS), new InUnits(test, UNITS), new float[0], 1)
                                .rival(Rival.RVQ)
                                .mse(),
                        within(1e-6));
    }

    @Test
    void shouldJudgeByTheErrorWhereAllAreOfOneUnit() {
        // when
        Comparison comparison = Comparison.of(new Off(), 1, rows(1_000, 1), rows(300, 2), new float[0], 1);

        // then
        assertThat(comparison.model().loss()).isEqualTo(comparison.model().mse());
        assertThat(comparison.figures()).doesNotContainKey("loss");
    }

    private static Dataset rows(int rows, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * UNITS[i % 3];
        }
        return ArrayDataset.of(values, 3);
    }

    /** Half a unit beside the first two features. */
    private static final class Off implements Codec {

        @Override
        public String name() {
            return "off";
        }

        @Override
        public int dim() {
            return 3;
        }

        @Override
        public int codeBytes() {
            return 1;
        }

        @Override
        public void encode(float[] rows, int count, byte[] codes) {}

        @Override
        public void decode(byte[] codes, int count, float[] reconstructions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reconstruct(float[] rows, int count, float[] reconstructions) {
            for (int i = 0; i < count * 3; i++) {
                reconstructions[i] = rows[i] + (i % 3 < 2 ? UNITS[i % 3] / 2 : 0);
            }
        }
    }
}
