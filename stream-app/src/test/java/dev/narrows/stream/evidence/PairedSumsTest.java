package dev.narrows.stream.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedSumsTest {

    @Test
    void shouldKeepSumAndCount() {
        // when
        PairedSums sums = PairedSums.NONE.plus(List.of(0.013f, -0.77f, 1f, -1f)).plus(List.of(0.5f));

        // then
        assertThat(sums.pairs()).isEqualTo(5);
        assertThat(sums.sum()).isCloseTo(0.013 - 0.77 + 0.5, within(1e-6));
        assertThat(sums.mean()).isCloseTo((0.013 - 0.77 + 0.5) / 5, within(1e-6));
    }

    @Test
    void shouldGoOnFromItsState() {
        // given
        PairedSums sums = PairedSums.NONE.plus(List.of(0.013f, -0.77f));

        // when
        PairedSums again = PairedSums.of(sums.state(), sums.pairs()).plus(List.of(0.2f));

        // then
        assertThat(again.state()).isEqualTo(sums.plus(List.of(0.2f)).state());
        assertThat(again.pairs()).isEqualTo(3);
    }

    @Test
    void shouldCountWhatIsNoNumberAgainstTheCandidate() {
        assertThat(PairedSums.NONE.plus(List.of(Float.NaN, 2f, -7f)).sum()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void shouldRefuseAStateOfAnotherGrid() {
        assertThatThrownBy(() -> PairedSums.of(List.of(1.0), 1)).hasMessage("state: 1 weights (expected: 81)");
    }
}
