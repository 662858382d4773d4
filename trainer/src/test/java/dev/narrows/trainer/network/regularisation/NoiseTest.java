package dev.narrows.trainer.network.regularisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import java.util.function.DoublePredicate;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseTest {

    private static final int ROWS = 2_000;

    /** Two features: 1 to 2, and -20 to -10. */
    private final float[] rows = new float[ROWS * 2];

    @BeforeEach
    void enter() {
        Torch.enter();
        for (int i = 0; i < ROWS; i++) {
            rows[2 * i] = 1 + (float) i / (ROWS - 1);
            rows[2 * i + 1] = -20 + 10f * i / (ROWS - 1);
        }
    }

    @Test
    void shouldAddNormalNoiseOfItsLevel() {
        // when
        float[] spoilt = spoilt(new Noise(Noise.Kind.GAUSSIAN, 0.3), true);

        // then
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += spoilt[i] - rows[i];
            squares += Math.pow(spoilt[i] - rows[i], 2);
        }
        assertThat(sum / rows.length).isCloseTo(0, within(0.02));
        assertThat(Math.sqrt(squares / rows.length)).isCloseTo(0.3, within(0.02));
    }

    @Test
    void shouldMaskItsShareOfValues() {
        // when
        float[] spoilt = spoilt(new Noise(Noise.Kind.MASKING, 0.2), true);

        // then
        assertThat(share(spoilt, 0, value -> value == 0)).isCloseTo(0.2, within(0.03));
        assertThat(share(spoilt, 1, value -> value == 0)).isCloseTo(0.2, within(0.03));
        assertThat(changedElsewhere(spoilt, value -> value == 0)).isZero();
    }

    @Test
    void shouldSaltAndPepperWithTheEndsOfEachFeature() {
        // when
        float[] spoilt = spoilt(new Noise(Noise.Kind.SALT_AND_PEPPER, 0.2), true);

        // then: half of the share each way
        assertThat(share(spoilt, 0, value -> value == 1)).isCloseTo(0.1, within(0.02));
        assertThat(share(spoilt, 0, value -> value == 2)).isCloseTo(0.1, within(0.02));
        assertThat(share(spoilt, 1, value -> value == -20)).isCloseTo(0.1, within(0.02));
        assertThat(share(spoilt, 1, value -> value == -10)).isCloseTo(0.1, within(0.02));
        assertThat(changedElsewhere(spoilt, value -> value == 1 || value == 2 || value == -20 || value == -10))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Noise.Kind.class,
            names = {"GAUSSIAN", "MASKING", "SALT_AND_PEPPER"})
    void shouldSpoilNothingWhenServed(Noise.Kind kind) {
        // when / then
        assertThat(spoilt(new Noise(kind, 0.5), false)).isEqualTo(rows);
    }

    @Test
    void shouldRefuseToMaskEverything() {
        // given / when / then
        assertThatThrownBy(() -> new Noise(Noise.Kind.MASKING, 1))
                .hasMessageStartingWith("noise level: 1.0 (expected: ");
    }

    private float[] spoilt(Noise noise, boolean training) {
        try (Weights weights = Weights.start(List.of(Parameter.trained("a", 1, 1)), 1)) {
            Pass pass = training ? Pass.training(weights, false, 0, 7) : Pass.served(weights);
            Tensor x = Torch.tensor(rows, ROWS, 2);
            return Torch.values(noise.forward(x, pass));
        }
    }

    private double share(float[] values, int feature, DoublePredicate which) {
        int count = 0;
        for (int i = feature; i < values.length; i += 2) {
            count += which.test(values[i]) ? 1 : 0;
        }
        return (double) count / ROWS;
    }

    private int changedElsewhere(float[] values, DoublePredicate expected) {
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            count += values[i] != rows[i] && !expected.test(values[i]) ? 1 : 0;
        }
        return count;
    }
}
