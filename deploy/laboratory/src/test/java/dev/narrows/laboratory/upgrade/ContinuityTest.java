package dev.narrows.laboratory.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContinuityTest {

    private static final long START = TimeUnit.HOURS.toNanos(1);

    private final Continuity continuity = new Continuity(1);

    @Test
    void shouldSeeNothingInAnEvenFlow() {
        // when
        flow(0, 10_000);
        continuity.upgradesBegin(at(10_000));
        flow(10_000, 20_000);

        // then
        assertThat(continuity.dip(at(20_000))).isZero();
        assertThat(continuity.maxGapMs(at(20_000))).isBetween(99L, 101L);
    }

    @Test
    void shouldTellTheWorstFiveSecondsAfterTheFirstUpgrade() {
        // when
        flow(0, 10_000);
        continuity.upgradesBegin(at(10_000));
        flow(10_000, 15_000);
        flow(17_000, 40_000);

        // then
        assertThat(continuity.dip(at(40_000))).isEqualTo(0.4, within(1e-9));
        assertThat(continuity.maxGapMs(at(40_000))).isBetween(2_000L, 2_200L);
    }

    @Test
    void shouldNotCountAGapBeforeTheFirstUpgradeButOneThatLasts() {
        // when
        flow(0, 1_000);
        flow(5_000, 10_000);
        continuity.upgradesBegin(at(10_000));

        // then
        assertThat(continuity.maxGapMs(at(10_500))).isBetween(500L, 601L);
    }

    /** Ten results a second. */
    private void flow(int fromMs, int toMs) {
        if (fromMs == 0) {
            continuity.begin(at(0));
        }
        for (int ms = fromMs; ms < toMs; ms += 100) {
            continuity.saw(0, at(ms));
        }
    }

    private static long at(int ms) {
        return START + TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
