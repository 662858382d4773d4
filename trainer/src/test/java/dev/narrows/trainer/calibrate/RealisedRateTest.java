package dev.narrows.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RealisedRateTest {

    @Test
    void shouldGiveTheExactInterval() {
        // given: binom.test(8, 10000) in R says 0.0003454 to 0.0015757
        int alerts = 8;

        // when
        RealisedRate rate = RealisedRate.of(10_000, alerts, 1e-3);

        // then
        assertThat(rate.rate()).isEqualTo(8e-4);
        assertThat(rate.low()).isCloseTo(0.0003454, within(2e-7));
        assertThat(rate.high()).isCloseTo(0.0015757, within(2e-7));
        assertThat(rate.isKept()).isTrue();
    }

    @Test
    void shouldCountErrorsThatAreNoNumberAsAlerts() {
        // given
        float[] errors = {1, 2, 3, Float.NaN};

        // when
        RealisedRate rate = RealisedRate.of(errors, 2, 1e-3);

        // then
        assertThat(rate.alerts()).isEqualTo(2);
        assertThat(rate.isKept()).isFalse();
    }

    @Test
    void shouldReachTheEnds() {
        assertThat(RealisedRate.of(100, 0, 1e-3).low()).isZero();
        assertThat(RealisedRate.of(100, 0, 1e-3).high()).isCloseTo(0.0362, within(1e-4));
        assertThat(RealisedRate.of(100, 100, 1e-3).high()).isEqualTo(1);
    }
}
