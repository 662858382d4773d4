package dev.narrows.trainer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RowCoderTest {

    private static final int DIMS = 10;

    @Test
    void shouldLoseHardlyMoreThanTheBestOfAllClasses() {
        // given: clouds of rows in different places, each of another shape
        float[][] rows = clouds(6_000, 1);
        float[][] others = clouds(1_000, 2);
        CodeTables tables = ClassFit.fit(rows, 6, 64, 1).tables();
        RowCoder coder = new RowCoder(tables);
        assertThat(tables.dims).isEqualTo(DIMS);
        assertThat(tables.classes).isGreaterThan(4 * Shortlist.MOST);

        // when
        double lost = 0;
        double least = 0;
        for (float[] row : others) {
            coder.take(row, 0);
            lost += coder.error();
            least += best(tables, row);
        }

        // then
        assertThat(lost).isBetween(least, 1.03 * least);
    }

    @Test
    void shouldNotKeepClassesThatNoRowIsIn() {
        // given: three different rows cannot fill 64 classes
        float[][] rows = new float[600][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i % 3 - 1, (i % 3 - 1) * (i % 2)};
        }

        // when
        CodeTables tables = ClassFit.fit(rows, 4, 64, 1).tables();

        // then
        assertThat(tables.classes).isLessThanOrEqualTo(5 + RowClasses.STRANGERS);
    }

    @Test
    void shouldNotRememberTheRowBefore() {
        // given
        float[][] rows = clouds(3_000, 1);
        CodeTables tables = ClassFit.fit(rows, 4, 40, 1).tables();
        RowCoder used = new RowCoder(tables);

        for (float[] row : clouds(50, 3)) {
            // when
            used.take(row, 0);
            RowCoder fresh = new RowCoder(tables);
            fresh.take(row, 0);

            // then
            assertThat(fresh.chosen()).isEqualTo(used.chosen());
            assertThat(fresh.error()).isEqualTo(used.error());
        }
    }

    private static double best(CodeTables tables, float[] row) {
        double best = Double.POSITIVE_INFINITY;
        for (int c = 0; c < tables.classes; c++) {
            double sum = 0;
            for (int i = 0, here = c * DIMS; i < DIMS; i++, here++) {
                float bent = row[i] * tables.perUnit[here] + tables.offset[here];
                double back = tables.cellValue[tables.firstCell[here] + Quantiser.cell(bent)]
                                * (double) Quantiser.BEND
                                * tables.deviation[here]
                        + tables.mean[here];
                sum += (row[i] - back) * (row[i] - back);
            }
            best = Math.min(best, sum);
        }
        return best;
    }

    private static float[][] clouds(int count, long seed) {
        Random places = new Random(7);
        float[][] centres = new float[40][DIMS];
        float[][] spreads = new float[40][DIMS];
        for (int c = 0; c < centres.length; c++) {
            for (int i = 0; i < DIMS; i++) {
                centres[c][i] = (float) places.nextGaussian() * 3;
                spreads[c][i] = (float) Math.exp(places.nextGaussian());
            }
        }
        Random random = new Random(seed);
        float[][] rows = new float[count][DIMS];
        for (float[] row : rows) {
            int c = random.nextInt(centres.length);
            for (int i = 0; i < DIMS; i++) {
                row[i] = centres[c][i] + spreads[c][i] * (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
