package dev.narrows.trainer.network.integer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InputRangeTest {

    @Test
    void shouldTellPixelsExactly() {
        // given
        float[] pixels = new float[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / 255f;
        }

        // when
        InputRange range = InputRange.of(pixels);

        // then
        assertThat(range).isEqualTo(new InputRange(1 / 255f, 0));
    }

    @Test
    void shouldReachFromTheSmallestToTheLargest() {
        // when
        InputRange range = InputRange.of(new float[] {-51, 204});

        // then
        assertThat(range).isEqualTo(new InputRange(1, 51));
    }

    @Test
    void shouldCutASingleValueFarAway() {
        // given
        Random random = new Random(1);
        float[] values = new float[1_000_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        values[0] = 20;

        // when
        InputRange range = InputRange.of(values);

        // then
        assertThat((InputRange.LARGEST - range.zero()) * range.step()).isLessThan(15);
    }

    @Test
    void shouldStandZerosOnly() {
        // when
        InputRange range = InputRange.of(new float[3]);

        // then
        assertThat(range.step()).isPositive();
        assertThat(range.zero()).isZero();
    }
}
