package dev.narrows.stream.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairsTest {

    private final Pairs pairs = new Pairs(8);

    @Test
    void shouldAddUpWhatRunsTook() {
        // when
        pairs.took(1_000, 3_000);
        pairs.took(2_000, 4_000);

        // then
        assertThat(pairs.stableNanos()).isEqualTo(3_000);
        assertThat(pairs.candidateNanos()).isEqualTo(7_000);
    }

    @Test
    void shouldNotBlameAVersionForWhatInterruptedIt() {
        // when
        pairs.took(1_000, 20_000_000);
        pairs.took(30_000_000, 1_500);

        // then
        assertThat(pairs.candidateNanos()).isEqualTo(8_000 + 1_500);
        assertThat(pairs.stableNanos()).isEqualTo(1_000 + 12_000);
    }
}
