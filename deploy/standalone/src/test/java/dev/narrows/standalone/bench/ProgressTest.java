package dev.narrows.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long TENTH = 100_000_000;

    @Test
    void shouldLeaveOutStartAndEnd() {
        Progress progress = new Progress(1_000_000);

        // 20,000 a tenth of a second while it warms up, then 50,000, and a last commit that is late.
        long records = 0;
        long nanos = 0;
        while (records < 200_000) {
            progress.seen(nanos += TENTH, records += 20_000);
        }
        while (records < 950_000) {
            progress.seen(nanos += TENTH, records += 50_000);
        }
        progress.seen(nanos + 20 * TENTH, 1_000_000);

        assertThat(progress.complete()).isTrue();
        assertThat(progress.rate().orElseThrow()).isCloseTo(500_000, within(1.0));
    }

    @Test
    void shouldEndEarlyWhereAContestantIsSlow() {
        Progress progress = new Progress(1_000_000_000);

        for (int i = 1; i <= 190; i++) {
            progress.seen(i * TENTH, i * 1_000L);
        }

        assertThat(progress.complete()).isTrue();
        assertThat(progress.rate().orElseThrow()).isCloseTo(10_000, within(1.0));
    }

    @Test
    void shouldKnowNoRateBeforeThereAreTwoSamplesToCompare() {
        Progress progress = new Progress(100_000);

        progress.seen(TENTH, 60_000);

        assertThat(progress.complete()).isFalse();
        assertThat(progress.rate()).isEmpty();
    }

    @Test
    void shouldTakeASampleOnlyWhereTheCountChanges() {
        Progress progress = new Progress(1_000_000);

        progress.seen(TENTH, 500_000);
        progress.seen(2 * TENTH, 500_000);
        progress.seen(3 * TENTH, 600_000);
        progress.seen(4 * TENTH, 600_000);

        assertThat(progress.rate().orElseThrow()).isCloseTo(500_000, within(1.0));
    }
}
