package dev.narrows.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossCheckTest {

    @Test
    void shouldCountOnEveryErrorOnceWithAThresholdThatDidNotKnowIt() {
        // given
        float[] errors = exponential(4_001);

        // when
        RealisedRate check = CrossCheck.of(errors, CalibrationSettings.forRate(0.01));

        // then
        assertThat(check.rows()).isEqualTo(4_001);
        assertThat(check.asked()).isEqualTo(0.01);
        assertThat(check.isKept()).isTrue();
    }

    @Test
    void shouldShowWhereHalvesAreNotAlike() {
        // given: every second error is of another kind
        float[] errors = exponential(2_000);
        for (int i = 0; i < errors.length; i += 2) {
            errors[i] += 20;
        }

        // when
        RealisedRate check = CrossCheck.of(errors, CalibrationSettings.forRate(0.01));

        // then: all of the far half are above the threshold of the near one
        assertThat(check.alerts()).isGreaterThanOrEqualTo(1_000);
        assertThat(check.isKept()).isFalse();
    }

    @Test
    void shouldRejectASingleError() {
        assertThatThrownBy(() -> CrossCheck.of(new float[] {1}, CalibrationSettings.forRate(0.01)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("errors: 1 (expected: >= 2)");
    }

    private static float[] exponential(int count) {
        Random random = new Random(11);
        float[] errors = new float[count];
        for (int i = 0; i < count; i++) {
            errors[i] = (float) -Math.log(1 - random.nextDouble());
        }
        return errors;
    }
}
