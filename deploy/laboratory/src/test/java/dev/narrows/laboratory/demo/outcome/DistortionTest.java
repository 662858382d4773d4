package dev.narrows.laboratory.demo.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistortionTest {
    private final Distortion distortion = new Distortion();

    @Test
    void shouldAverageSquaredDifferencesOverAllValues() {
        // given
        distortion.add(new float[] {1, 2}, new float[] {1, 4});

        // when
        distortion.add(new float[] {0, 0}, new float[] {2, 0});

        // then
        assertThat(distortion.mean()).isCloseTo(2, within(1e-12));
        assertThat(distortion.vectors()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAVectorOfAnotherDimension() {
        // when
        var refused = assertThatThrownBy(() -> distortion.add(new float[2], new float[3]));

        // then
        refused.hasMessage("decoded: 3 values (expected: 2)");
    }
}
