package dev.narrows.trainer.dataset.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrimmingTest {

    @Test
    void shouldKeepTheRowsWithTheSmallestErrorsInTheirOrder() {
        // given
        float[] errors = {5, 1, Float.NaN, 2, 9, 1, 3, 4, 0, 6};

        // when
        int[] kept = Trimming.kept(errors, 0.3);

        // then
        assertThat(kept).containsExactly(0, 1, 3, 5, 6, 7, 8);
    }

    @Test
    void shouldKeepAllOrOneAtTheEnds() {
        assertThat(Trimming.kept(new float[] {3, 1, 2}, 0)).containsExactly(0, 1, 2);
        assertThat(Trimming.kept(new float[] {3, 1, 2}, 0.99)).containsExactly(1);
        assertThatThrownBy(() -> Trimming.kept(new float[] {1}, 1)).hasMessageStartingWith("contamination: 1.0");
    }
}
