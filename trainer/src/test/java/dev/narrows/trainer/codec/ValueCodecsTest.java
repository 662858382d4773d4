package dev.narrows.trainer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.dataset.ArrayDataset;
import org.junit.jupiter.api.Test;

class ValueCodecsTest {

    @Test
    void shouldRoundToTheNearestHalf() {
        // given: halves exactly, ties on either side, the smallest half, beyond the largest
        float[] row = {0, 1, -2.5f, 1 + 0x1p-11f, 1 + 3 * 0x1p-11f, 0x1p-24f, 0x1.8p-25f, 1e6f, -1e6f, 0.1f};
        Float16Codec codec = new Float16Codec(row.length);
        float[] back = new float[row.length];

        // when
        codec.reconstruct(row, 1, back);

        // then
        assertThat(codec.codeBytes()).isEqualTo(20);
        assertThat(back)
                .containsExactly(0, 1, -2.5f, 1, 1 + 0x1p-9f, 0x1p-24f, 0x1p-24f, 65_504f, -65_504f, 0.099975586f);
    }

    @Test
    void shouldWriteHalvesAsTheStandardSays() {
        // given
        byte[] codes = new byte[6];

        // when: 0x3c00, 0xc000 and 0x7bff, little-endian
        new Float16Codec(3).encode(new float[] {1, -2, 65_504}, 1, codes);

        // then
        assertThat(codes).containsExactly(0x00, 0x3c, 0x00, 0xc0, 0xff, 0x7b);
    }

    @Test
    void shouldCutEachFeatureIntoStepsOfItsOwn() {
        // given: one feature from 0 to 255, one from -1 to 1, one that never changes
        ArrayDataset train = ArrayDataset.of(new float[] {0, -1, 7, 255, 1, 7}, 3);
        Int8Codec codec = Int8Codec.fit(train);
        byte[] codes = new byte[6];
        float[] back = new float[6];

        // when: within the range and beyond it
        codec.encode(new float[] {10.4f, 0.01f, 7, 300, -5, 9}, 2, codes);
        codec.decode(codes, 2, back);

        // then
        assertThat(codes).containsExactly(10, (byte) 129, 0, (byte) 255, 0, 0);
        assertThat(back).containsExactly(new float[] {10, 0.012f, 7, 255, -1, 7}, within(0.001f));
    }
}
