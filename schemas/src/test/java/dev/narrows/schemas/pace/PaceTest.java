package dev.narrows.schemas.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong(1_000);

    @Test
    void shouldSpaceEventsEvenly() {
        // given
        Pace pace = new Pace(1_000, now::get);
        pace.await();

        // when
        long left = pace.nanosUntilDue();

        // then
        assertThat(left).isEqualTo(1_000_000);
    }

    @Test
    void shouldCatchUpWithoutWaitingWhenLate() {
        // given
        Pace pace = new Pace(1_000, now::get);
        pace.await();
        now.addAndGet(10_000_000);

        // when
        for (int i = 0; i < 10; i++) {
            pace.await();
        }

        // then
        assertThat(pace.nanosUntilDue()).isEqualTo(1_000_000);
    }

    @Test
    void shouldNeverWaitWithoutARate() {
        // given
        Pace pace = new Pace(Double.POSITIVE_INFINITY, now::get);
        pace.await();

        // when
        long left = pace.nanosUntilDue();

        // then
        assertThat(left).isZero();
    }

    @Test
    void shouldRefuseARateThatIsNone() {
        // when
        var refused = assertThatThrownBy(() -> new Pace(0));

        // then
        refused.hasMessage("rate: 0.0 (expected: > 0)");
    }
}
