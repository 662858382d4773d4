package dev.narrows.trainer.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static final int VALUES = 10_000;

    private final float[] ones = new float[VALUES];

    @BeforeEach
    void enter() {
        Torch.enter();
        Arrays.fill(ones, 1);
    }

    @Test
    void shouldLeaveItsShareOutWhileTrainingAndKeepTheMean() {
        // when
        float[] values = through(true);

        // then
        assertThat(share(values, 0)).isCloseTo(0.25, within(0.02));
        assertThat(share(values, (float) (1 / 0.75))).isCloseTo(1 - share(values, 0), within(1e-9));
    }

    @Test
    void shouldDoNothingWhenServed() {
        // when / then
        assertThat(through(false)).isEqualTo(ones);
    }

    private float[] through(boolean training) {
        try (Weights weights = Weights.start(List.of(Parameter.trained("a", 1, 1)), 1)) {
            Pass pass = training ? Pass.training(weights, false, 0, 7) : Pass.served(weights);
            Tensor x = Torch.tensor(ones, 100, VALUES / 100);
            return Torch.values(new Dropout(0.25).forward(x, pass));
        }
    }

    private static double share(float[] values, float value) {
        int count = 0;
        for (float each : values) {
            count += each == value ? 1 : 0;
        }
        return (double) count / values.length;
    }
}
