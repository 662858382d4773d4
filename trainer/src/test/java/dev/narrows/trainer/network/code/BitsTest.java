package dev.narrows.trainer.network.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.tensor.Torch;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitsTest {

    @BeforeEach
    void enter() {
        Torch.enter();
    }

    @Test
    void shouldPutTheFirstNumberIntoTheHighestBits() {
        // given
        Bits bits = new Bits(3, 4);

        // when
        byte[] packed = pack(bits, 0xA, 0x3, 0xF);

        // then
        assertThat(packed).containsExactly(0xA3, 0xF0);
    }

    @Test
    void shouldLetNumbersCrossBytes() {
        // given: 101 011 110 -> 10101111 0.......
        Bits bits = new Bits(3, 3);

        // when
        byte[] packed = pack(bits, 5, 3, 6);

        // then
        assertThat(packed).containsExactly(0b10101111, 0);
    }

    @ParameterizedTest
    @CsvSource({"1,8", "7,1", "8,1", "9,1", "5,3", "16,3", "5,5", "64,4", "13,6", "11,7", "3,2"})
    void shouldPackAsShiftingBitsDoes(int count, int bits) {
        // given
        Random random = new Random(count * 31L + bits);
        int[] numbers = random.ints(count, 0, 1 << bits).toArray();
        Bits packing = new Bits(count, bits);

        // when
        byte[] packed = pack(packing, numbers);

        // then
        assertThat(packed).isEqualTo(shifted(numbers, bits, packing.bytes()));
    }

    private static byte[] pack(Bits bits, int... numbers) {
        float[] values = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            values[i] = numbers[i];
        }
        return Torch.bytes(bits.pack(Torch.tensor(values, 1, values.length)));
    }

    private static byte[] shifted(int[] numbers, int bits, int bytes) {
        byte[] packed = new byte[bytes];
        int at = 0;
        for (int number : numbers) {
            for (int bit = bits - 1; bit >= 0; bit--, at++) {
                packed[at / 8] |= (byte) ((number >> bit & 1) << (7 - at % 8));
            }
        }
        return packed;
    }
}
