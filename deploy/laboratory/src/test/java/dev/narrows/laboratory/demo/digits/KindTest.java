package dev.narrows.laboratory.demo.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KindTest {
    private final float[] digit = Digits.toStream().read(0);

    @Test
    void shouldSwapPaperAndInk() {
        // when
        float[] inverted = Kind.INVERTED.apply(digit, new Random(1));

        // then
        for (int i = 0; i < digit.length; i++) {
            assertThat(inverted[i]).isEqualTo(1 - digit[i]);
        }
    }

    @Test
    void shouldMoveEachBlockByHalfThePicture() {
        // when
        float[] shifted = Kind.SHIFTED_BLOCKS.apply(digit, new Random(1));

        // then
        assertThat(shifted[14 * 28 + 14]).isEqualTo(digit[0]);
        assertThat(shifted[0]).isEqualTo(digit[14 * 28 + 14]);
        assertThat(shifted).isNotEqualTo(digit).containsExactlyInAnyOrder(digit);
    }

    @Test
    void shouldMakeNoiseOfTheSameDimension() {
        // when
        float[] noise = Kind.NOISE.apply(digit, new Random(1));

        // then
        assertThat(noise).hasSize(784).isNotEqualTo(digit);
    }

    @Test
    void shouldMakeADimensionThatIsNeverADigits() {
        // given
        Random random = new Random(1);

        // when
        for (int i = 0; i < 10_000; i++) {
            float[] shorter = Kind.WRONG_DIMENSION.apply(digit, random);

            // then
            assertThat(shorter.length).isBetween(1, 783);
        }
    }

    @Test
    void shouldExpectAlertsOfWhatCanBeRead() {
        // then
        assertThat(Kind.values())
                .filteredOn(Kind::anomalous)
                .containsExactly(Kind.NOISE, Kind.INVERTED, Kind.SHIFTED_BLOCKS);
        assertThat(Kind.values())
                .filteredOn(kind -> !kind.readable())
                .containsExactly(Kind.GARBAGE, Kind.WRONG_DIMENSION);
    }
}
