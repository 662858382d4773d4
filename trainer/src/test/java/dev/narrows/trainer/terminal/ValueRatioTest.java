package dev.narrows.trainer.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import org.junit.jupiter.api.Test;

class ValueRatioTest {

    @Test
    void shouldCompareValuesThatAreBytesWithTheirOwnBytesToo() {
        // given
        Dataset images = ArrayDataset.of(new float[] {0, 255, 7, 1, 2, 3, 4, 5}, 8);

        // when
        String note = ValueRatio.note(images, 2);

        // then
        assertThat(note).contains("float32 values to those of its code; ", "as a byte each it is 4.0");
    }

    @Test
    void shouldNotTakeOtherNumbersForBytes() {
        // when, then
        assertThat(ValueRatio.areBytes(ArrayDataset.of(new float[] {0, 256}, 2)))
                .isFalse();
        assertThat(ValueRatio.areBytes(ArrayDataset.of(new float[] {0, -1}, 2))).isFalse();
        assertThat(ValueRatio.areBytes(ArrayDataset.of(new float[] {0.5f, 1}, 2)))
                .isFalse();
    }
}
