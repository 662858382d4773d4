package dev.narrows.laboratory.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class NeighboursTest {

    private static final int ROWS = 600;
    private static final int DIM = 12;

    private final float[][] rows = rows();
    private final Neighbours neighbours = new Neighbours(rows);

    @Test
    void shouldFindAllWhereNothingIsLost() {
        assertThat(neighbours.recall(rows)).isEqualTo(1);
    }

    @Test
    void shouldFindAsManyAsChanceDoesWhereEverythingIsLost() {
        // given: all alike, of which the first ten count
        float[][] none = new float[ROWS][DIM];

        // then
        assertThat(neighbours.recall(none)).isCloseTo(10.0 / 599, within(0.02));
    }

    @Test
    void shouldFindFewerTheLessIsKept() {
        double fine = neighbours.recall(each(value -> Math.rint(value * 20) / 20));
        double coarse = neighbours.recall(each(value -> Math.rint(value)));
        double signs = neighbours.recallOfSigns(new float[DIM]);

        assertThat(fine).isBetween(0.9, 1.0);
        assertThat(coarse).isBetween(0.5, fine);
        assertThat(signs).isBetween(0.1, coarse);
    }

    private float[][] each(DoubleUnaryOperator change) {
        float[][] changed = new float[ROWS][DIM];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < DIM; i++) {
                changed[row][i] = (float) change.applyAsDouble(rows[row][i]);
            }
        }
        return changed;
    }

    private static float[][] rows() {
        Random random = new Random(10);
        float[][] rows = new float[ROWS][DIM];
        for (float[] row : rows) {
            for (int i = 0; i < DIM; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
