package dev.narrows.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.report.Appearance.Look;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AppearanceTest {

    private static final int ROWS = 200;

    @Test
    void shouldShowRowsOfTwoDimensionsAsImages() {
        // given: what the source says counts, whatever the values
        Dataset rows = shaped(noise(6), List.of(2, 3));

        // when
        Appearance appearance = Appearance.of(rows);

        // then
        assertThat(appearance).isEqualTo(new Appearance(Look.IMAGE, 2, 3, "the source has rows of 2 x 3"));
    }

    @Test
    void shouldTakeAColourlessThirdDimensionForNone() {
        assertThat(Appearance.of(shaped(noise(6), List.of(2, 3, 1))).look()).isEqualTo(Look.IMAGE);
    }

    @Test
    void shouldRecogniseSquareImagesByTheirNeighbours() {
        // when
        Appearance appearance = Appearance.of(blots(16));

        // then
        assertThat(appearance.look()).isEqualTo(Look.IMAGE);
        assertThat(appearance.height()).isEqualTo(16);
        assertThat(appearance.width()).isEqualTo(16);
        assertThat(appearance.reason()).contains("at distance 16");
    }

    @Test
    void shouldShowSmoothRowsAsCurvesEvenWhereTheirNumberIsASquare() {
        assertThat(Appearance.of(waves(64)).look()).isEqualTo(Look.SERIES);
        assertThat(Appearance.of(waves(100)).look()).isEqualTo(Look.SERIES);
        assertThat(Appearance.of(waves(75)).look()).isEqualTo(Look.SERIES);
    }

    @Test
    void shouldShowFeaturesThatHaveNothingToDoWithTheirNeighboursAsBars() {
        // when
        Appearance appearance = Appearance.of(noise(64));

        // then
        assertThat(appearance.look()).isEqualTo(Look.BARS);
        assertThat(appearance.reason()).contains("features stand for themselves");
    }

    @Test
    void shouldShowFewFeaturesAsBarsThoughTheyCorrelate() {
        assertThat(Appearance.of(waves(12)).look()).isEqualTo(Look.BARS);
    }

    @Test
    void shouldShowRowsThatNeverVaryAsBars() {
        assertThat(Appearance.of(ArrayDataset.of(new float[ROWS * 64], 64)).look())
                .isEqualTo(Look.BARS);
    }

    private static ArrayDataset noise(int dim) {
        Random random = new Random(1);
        float[] values = new float[ROWS * dim];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return ArrayDataset.of(values, dim);
    }

    /** Sines of a period longer than a row, each with a phase of its own. */
    static ArrayDataset waves(int dim) {
        Random random = new Random(2);
        float[] values = new float[ROWS * dim];
        for (int row = 0; row < ROWS; row++) {
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int i = 0; i < dim; i++) {
                values[row * dim + i] = (float) Math.sin(phase + 4.0 * i / dim);
            }
        }
        return ArrayDataset.of(values, dim);
    }

    /** A bright blot somewhere. */
    static ArrayDataset blots(int side) {
        Random random = new Random(3);
        float[] values = new float[ROWS * side * side];
        for (int row = 0, at = 0; row < ROWS; row++) {
            double top = random.nextDouble() * side;
            double left = random.nextDouble() * side;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++, at++) {
                    double distance = (y - top) * (y - top) + (x - left) * (x - left);
                    values[at] = (float) (255 * Math.exp(-distance / (0.1 * side * side)));
                }
            }
        }
        return ArrayDataset.of(values, side * side);
    }

    private static Dataset shaped(ArrayDataset data, List<Integer> shape) {
        return new Dataset() {
            @Override
            public int rows() {
                return data.rows();
            }

            @Override
            public int dim() {
                return data.dim();
            }

            @Override
            public void read(int from, int count, float[] target) {
                data.read(from, count, target);
            }

            @Override
            public List<Integer> shape() {
                return shape;
            }
        };
    }
}
