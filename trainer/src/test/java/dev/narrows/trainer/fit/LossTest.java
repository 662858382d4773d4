package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.network.Output;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LossTest {

    @BeforeEach
    void enter() {
        Torch.enter();
    }

    @Test
    void shouldBeWhatItIsCalled() {
        // given: differences of 0.5, -0.5, 2 and -3
        float[] values = {1.5f, 0.5f, 3, -2};
        float[] target = {1, 1, 1, 1};

        // when / then
        assertThat(of(Loss.MSE, values, target)).isCloseTo((0.25 + 0.25 + 4 + 9) / 4, within(1e-6));
        assertThat(of(Loss.MAE, values, target)).isCloseTo((0.5 + 0.5 + 2 + 3) / 4, within(1e-6));
        // Half the square up to 1, and beyond it the difference less a half.
        assertThat(of(Loss.HUBER, values, target)).isCloseTo((0.125 + 0.125 + 1.5 + 2.5) / 4, within(1e-6));
    }

    @Test
    void shouldTakeCrossEntropyOfLogits() {
        // given: probabilities of 0.5 and 0.9, a target out of range counts as its end
        float[] logits = {0, (float) Math.log(9)};
        float[] target = {0.25f, 1.5f};

        // when / then
        double first = -Math.log(0.5);
        double second = -Math.log(0.9);
        assertThat(of(Loss.BCE, logits, target)).isCloseTo((first + second) / 2, within(1e-6));
    }

    @Test
    void shouldRefuseAnOutputThatCannotBeAProbability() {
        // given / when / then
        assertThat(Loss.BCE.output(Output.AUTO)).isEqualTo(Output.SIGMOID);
        assertThatThrownBy(() -> Loss.BCE.output(Output.LINEAR))
                .hasMessage("output: LINEAR (expected: SIGMOID, as the loss is BCE)");
    }

    private static double of(Loss loss, float[] values, float[] target) {
        try (Weights weights = Weights.start(List.of(Parameter.trained("a", 1, 1)), 1)) {
            return loss.of(
                            Torch.tensor(values, 1, values.length),
                            Torch.tensor(target, 1, target.length),
                            Output.LINEAR,
                            Pass.served(weights))
                    .item_float();
        }
    }
}
