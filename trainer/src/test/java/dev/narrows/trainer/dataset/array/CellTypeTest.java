package dev.narrows.trainer.dataset.array;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CellTypeTest {

    @Test
    void shouldReadEveryKindOfHalfPrecisionNumber() {
        // given
        short[] bits = {0x3c00, (short) 0xc000, 0x0001, (short) 0x83ff, 0x7bff, 0x7c00, (short) 0xfc00, 0x7e00, 0};
        ByteBuffer cells = ByteBuffer.allocate(bits.length * 2);
        for (short half : bits) {
            cells.putShort(half);
        }
        float[] read = new float[bits.length];

        // when
        CellType.FLOAT16.read(cells.flip(), read, 0, bits.length);

        // then
        assertThat(read)
                .containsExactly(
                        1,
                        -2,
                        0x1p-24f,
                        -1023 * 0x1p-24f,
                        65504,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        Float.NaN,
                        0);
    }

    @Test
    void shouldReadUnsignedNumbersAsNotNegative() {
        // given
        ByteBuffer ones = ByteBuffer.allocate(8).putLong(-1).flip();
        float[] read = new float[4];

        // when
        CellType.UINT8.read(ones.duplicate(), read, 0, 1);
        CellType.UINT16.read(ones.duplicate(), read, 1, 1);
        CellType.UINT32.read(ones.duplicate(), read, 2, 1);

        CellType.UINT64.read(ones.duplicate(), read, 3, 1);

        // then
        assertThat(read).containsExactly(255f, 65535f, 4294967295f, 0x1p64f);
    }
}
