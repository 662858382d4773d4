package dev.narrows.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntegerRowsTest {

    @Test
    void shouldGiveEachRowAStepOfItsOwn() {
        // when
        IntegerRows rows = IntegerRows.of(new float[] {1, -0.5f, 0.1f, 100, 50, -10}, 2, 100);

        // then
        assertThat(rows.values()).containsExactly(100, -50, 10, 100, 50, -10);
        assertThat(rows.steps()[0]).isCloseTo(0.01f, within(1e-8f));
        assertThat(rows.steps()[1]).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void shouldStayWithinHalfAStep() {
        // given
        float[] matrix = {0.3f, -0.77f, 0.013f, 0.5f};

        // when
        IntegerRows rows = IntegerRows.of(matrix, 1, IntegerRows.FACTOR);

        // then
        assertThat(rows.steps()[0]).isEqualTo(0.77f / 64);
        for (int i = 0; i < matrix.length; i++) {
            assertThat(rows.floats()[i]).isCloseTo(matrix[i], within(rows.steps()[0] / 2));
        }
    }

    @Test
    void shouldFindWhatIsRoundedAsItIs() {
        // given
        float[] rounded = IntegerRows.of(new float[] {0.3f, -0.77f, 0.013f, 0.5f, 1e-9f, 0}, 3, IntegerRows.FACTOR)
                .floats();

        // when
        float[] again = IntegerRows.of(rounded, 3, IntegerRows.FACTOR).floats();

        // then
        assertThat(again).containsExactly(rounded);
    }

    @Test
    void shouldKeepRowsOfZeros() {
        // when
        IntegerRows rows = IntegerRows.of(new float[4], 2, IntegerRows.BYTE);

        // then
        assertThat(rows.floats()).containsOnly(0);
        assertThat(rows.steps()).doesNotContain(0);
    }
}
