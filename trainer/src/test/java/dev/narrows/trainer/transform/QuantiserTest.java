package dev.narrows.trainer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantiserTest {

    /** Distortions of the best quantisers of a normal variable: Max 1960, table I. */
    @ParameterizedTest
    @CsvSource({"2, 0.3634", "3, 0.1902", "4, 0.1175", "8, 0.03454", "16, 0.009497"})
    void shouldLoseAsLittleAsTheBestQuantiserOfNormalValues(int levels, double expected) {
        // given
        Quantiser quantiser = Quantiser.of(normalCounts());

        // when
        double distortion = quantiser.distortion(size(levels));

        // then: the histogram and the tail that is mixed in move it a little
        assertThat(distortion).isBetween(0.99 * expected, 1.03 * expected);
    }

    @Test
    void shouldLoseLessWithEveryLevel() {
        // given
        Quantiser quantiser = Quantiser.of(normalCounts());

        // then
        for (int size = 1; size < Quantiser.sizes(); size++) {
            assertThat(quantiser.distortion(size))
                    .as("%d levels", Quantiser.levels(size))
                    .isLessThanOrEqualTo(quantiser.distortion(size - 1));
        }
    }

    @Test
    void shouldHaveLevelsBetweenTheFewValuesThatItLearnsFrom() {
        // given: fewer values than levels
        double[] counts = new double[Quantiser.CELLS];
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            counts[Quantiser.cell((float) random.nextGaussian() / Quantiser.BEND)]++;
        }
        Quantiser quantiser = Quantiser.of(counts);
        int size = size(256);

        // when
        double lost = 0;
        for (int i = 0; i < 10_000; i++) {
            float value = (float) random.nextGaussian();
            float back = quantiser.value(size, quantiser.level(size, Quantiser.cell(value / Quantiser.BEND)));
            lost += (value - back) * (value - back) / 10_000;
        }

        // then: 256 levels lose 4e-5 of what is known well; levels at the values alone lose 4e-3
        assertThat(lost).isLessThan(4e-4);
    }

    @Test
    void shouldNotCutOffWhatIsFarOutsideOfWhatWasSeen() {
        // given
        Quantiser quantiser = Quantiser.of(normalCounts());
        int size = size(256);

        // when
        float back = quantiser.value(size, quantiser.level(size, Quantiser.cell(12 / Quantiser.BEND)));

        // then: no normal value of 200,000 is beyond 6
        assertThat(back).isCloseTo(12, within(2f));
    }

    @Test
    void shouldHaveACellForEveryFloat() {
        // when
        int[] cells = {
            Quantiser.cell(Float.NEGATIVE_INFINITY),
            Quantiser.cell(-Float.MAX_VALUE),
            Quantiser.cell(0),
            Quantiser.cell(Float.MAX_VALUE),
            Quantiser.cell(Float.NaN)
        };

        // then
        assertThat(cells).containsExactly(0, 0, Quantiser.CELLS / 2, Quantiser.CELLS - 1, 0);
    }

    private static int size(int levels) {
        int size = 0;
        while (Quantiser.levels(size) < levels) {
            size++;
        }
        return size;
    }

    private static double[] normalCounts() {
        double[] counts = new double[Quantiser.CELLS];
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            counts[Quantiser.cell((float) random.nextGaussian() / Quantiser.BEND)]++;
        }
        return counts;
    }
}
