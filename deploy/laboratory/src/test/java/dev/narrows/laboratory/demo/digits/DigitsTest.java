package dev.narrows.laboratory.demo.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void shouldShipTwelveThousandDigits() {
        // when
        Digits train = Digits.toTrainOn();
        Digits stream = Digits.toStream();

        // then
        assertThat(train.count()).isEqualTo(8_500);
        assertThat(stream.count()).isEqualTo(3_500);
    }

    @Test
    void shouldGivePixelsBetweenPaperAndInk() {
        // given
        Digits digits = Digits.toTrainOn();

        // when
        float[] row = digits.read(8_499);

        // then
        assertThat(row).hasSize(784);
        for (float pixel : row) {
            assertThat(pixel).isBetween(0f, 1f);
        }
        assertThat(row).contains(0f);
    }

    @Test
    void shouldNotStreamADigitThatItTrainsOn() {
        // given
        Digits train = Digits.toTrainOn();
        Digits stream = Digits.toStream();
        Set<Integer> trained = new HashSet<>();
        for (int i = 0; i < train.count(); i++) {
            trained.add(Arrays.hashCode(train.read(i)));
        }

        // when
        long both = 0;
        for (int i = 0; i < stream.count(); i++) {
            both += trained.contains(Arrays.hashCode(stream.read(i))) ? 1 : 0;
        }

        // then
        assertThat(both).isZero();
    }
}
