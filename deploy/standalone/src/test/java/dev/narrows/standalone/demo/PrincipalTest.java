package dev.narrows.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalTest {

    @Test
    void shouldGiveBackWhatLiesInItsComponents() {
        // given
        float[][] rows = plane(500);

        // when
        Principal analysis = Principal.of(rows, 2, 1);

        // then
        for (float[] row : rows) {
            assertThat(analysis.back(row)).containsExactly(row, within(1e-4f));
        }
    }

    @Test
    void shouldLoseTheDirectionOfLeastVariance() {
        // given
        float[][] rows = plane(500);

        // when
        Principal analysis = Principal.of(rows, 1, 1);

        // then
        Distortion distortion = new Distortion();
        for (float[] row : rows) {
            distortion.add(row, analysis.back(row));
        }
        // The lesser direction has variance 1, spread over five values.
        assertThat(distortion.mean()).isCloseTo(0.2, within(0.03));
    }

    @Test
    void shouldMatchWhatIsKnownOfTheDigits() {
        // given
        Digits digits = Digits.toTrainOn();
        float[][] rows = new float[2_000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = digits.read(i);
        }

        // when
        Principal analysis = Principal.of(rows, 32, 1);

        // then
        Distortion distortion = new Distortion();
        for (int i = 2_000; i < 3_000; i++) {
            distortion.add(digits.read(i), analysis.back(digits.read(i)));
        }
        // 0.0170 with 8,000 rows.
        assertThat(distortion.mean()).isBetween(0.0165, 0.0185);
    }

    /** Variance 9 and 1 along two directions of five dimensions, none along the others. */
    private static float[][] plane(int count) {
        Random random = new Random(3);
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            float one = (float) (3 * random.nextGaussian());
            float other = (float) random.nextGaussian();
            rows[i] = new float[] {1, 2 + 0.6f * one, 3 + 0.8f * one, 4 + other, 5};
        }
        return rows;
    }
}
