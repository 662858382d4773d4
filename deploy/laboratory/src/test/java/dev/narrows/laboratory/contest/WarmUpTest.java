package dev.narrows.laboratory.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final WarmUp.Spent BUSY = new WarmUp.Spent(Duration.ofSeconds(10), Duration.ofSeconds(4));
    private static final WarmUp.Spent AT_REST = new WarmUp.Spent(Duration.ofSeconds(10), Duration.ofMillis(900));

    private final WarmUp warmUp = new WarmUp(Duration.ofSeconds(30));

    @Test
    void shouldGoOnWhileTheCompilersAreAtWork() {
        // then
        assertThat(warmUp.goesOn(0, AT_REST)).isTrue();
        assertThat(warmUp.goesOn(2, AT_REST)).isTrue();
        assertThat(warmUp.goesOn(3, AT_REST)).isFalse();
        assertThat(warmUp.goesOn(3, BUSY)).isTrue();
        assertThat(warmUp.goesOn(11, BUSY)).isTrue();
        assertThat(warmUp.goesOn(12, BUSY)).isFalse();
    }

    @Test
    void shouldTakeFourTimesTheLeastAtMost() {
        // then
        assertThat(warmUp.round()).hasSeconds(10);
        assertThat(warmUp.most()).hasSeconds(120);
    }

    @Test
    void shouldNotWarmUpInNoTime() {
        // then
        assertThat(new WarmUp(Duration.ZERO).goesOn(0, BUSY)).isFalse();
    }

    @Test
    void shouldCountWhatThisJvmTakes() {
        // given
        WarmUp.Spent before = WarmUp.Spent.now();

        // when
        WarmUp.Spent since = WarmUp.Spent.now().since(before);

        // then
        assertThat(since.processor()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(since.compilersShare()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void shouldRefuseLessThanNoTime() {
        // then
        assertThatThrownBy(() -> new WarmUp(Duration.ofSeconds(-1))).hasMessage("warmUp: PT-1S (expected: >= PT0S)");
    }
}
