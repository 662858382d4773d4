package dev.narrows.laboratory.demo.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DetectionTest {

    @Test
    void shouldDivideTheCaughtByAlertsAndByAnomalies() {
        // given
        Detection detection = new Detection(10, 16, 8);

        // when
        double precision = detection.precision();
        double recall = detection.recall();

        // then
        assertThat(precision).isEqualTo(0.8);
        assertThat(recall).isEqualTo(0.5);
    }

    @Test
    void shouldBeRightAboutNothing() {
        // given
        Detection detection = new Detection(0, 0, 0);

        // when
        double precision = detection.precision();
        double recall = detection.recall();

        // then
        assertThat(precision).isEqualTo(1);
        assertThat(recall).isEqualTo(1);
    }

    @Test
    void shouldRefuseToHaveCaughtMoreThanItAlerted() {
        // when
        var refused = assertThatThrownBy(() -> new Detection(1, 5, 2));

        // then
        refused.isInstanceOf(IllegalArgumentException.class)
                .hasMessage("caught: 2 (expected: 0 to the smaller of 1 and 5)");
    }
}
