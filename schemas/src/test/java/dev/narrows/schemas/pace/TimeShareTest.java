package dev.narrows.schemas.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeShareTest {

    private final AtomicLong now = new AtomicLong(-500);
    private final TimeShare share = new TimeShare(0.1, 1_000, now::get);

    @Test
    void shouldLetATenthOfTheTimeBeSpentInTheLongRun() {
        // when: something that takes 50 is asked for without a pause
        int done = 0;
        long end = now.get() + 100_000;
        while (now.get() < end) {
            if (share.isLeft()) {
                done++;
                now.addAndGet(50);
                share.spend(50);
            } else {
                now.addAndGet(1);
            }
        }

        // then: the bucket of 1,000 and a tenth of 100,000
        assertThat(done * 50).isBetween(10_900, 11_100);
    }

    @Test
    void shouldBeInDebtForASecondAtMost() {
        // given
        share.spend(1_000_000_000_000L);

        // when, then
        now.addAndGet(999_999_000);
        assertThat(share.isLeft()).isFalse();
        now.addAndGet(2_000);
        assertThat(share.isLeft()).isTrue();
    }
}
