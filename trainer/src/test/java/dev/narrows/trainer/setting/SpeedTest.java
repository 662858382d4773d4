package dev.narrows.trainer.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeedTest {

    @Test
    void shouldMeasureWideRowsBesideTheLinearCandidate() {
        assertThat(Speed.FAST.allows(7.4, 5)).isTrue();
        assertThat(Speed.FAST.allows(7.6, 5)).isFalse();
        assertThat(Speed.BALANCED.allows(9.9, 5)).isTrue();
        assertThat(Speed.BALANCED.allows(10.1, 5)).isFalse();
    }

    @Test
    void shouldAllowWhatIsLittleHoweverCheapTheLinearCandidateIs() {
        assertThat(Speed.FAST.allows(0.5, 0.1)).isTrue();
        assertThat(Speed.FAST.allows(0.6, 0.1)).isFalse();
        assertThat(Speed.BALANCED.allows(4.9, 0.4)).isTrue();
        assertThat(Speed.BALANCED.allows(5.1, 0.4)).isFalse();
    }

    @Test
    void shouldAllowAnythingForTheLeastError() {
        assertThat(Speed.BEST.allows(1e9, 0.1)).isTrue();
    }
}
