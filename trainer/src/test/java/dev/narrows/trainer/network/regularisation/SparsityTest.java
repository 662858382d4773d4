package dev.narrows.trainer.network.regularisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SparsityTest {

    @BeforeEach
    void enter() {
        Torch.enter();
    }

    @Test
    void shouldPenaliseTheMeanOfActiveValues() {
        // given: negative values become 0
        Sparsity l1 = new Sparsity(Sparsity.Kind.L1, 0.5, 0.05);

        // when / then
        assertThat(penalty(l1, -3, 1, 2, 0)).isCloseTo(0.5 * 3 / 4, within(1e-6));
    }

    @Test
    void shouldPenaliseMeansAwayFromTheTarget() {
        // given: two rows of one value, which the sigmoid makes 0.5
        Sparsity kl = new Sparsity(Sparsity.Kind.KL, 2, 0.1);

        // when / then
        double divergence = 0.1 * Math.log(0.1 / 0.5) + 0.9 * Math.log(0.9 / 0.5);
        assertThat(penalty(kl, 0, 0, 0, 0)).isCloseTo(2 * divergence, within(1e-5));
        float atTarget = (float) Math.log(0.1 / 0.9);
        assertThat(penalty(kl, atTarget, atTarget, atTarget, atTarget)).isCloseTo(0, within(1e-5));
    }

    @Test
    void shouldPenaliseNothingWhenServed() {
        // given
        try (Weights weights = Weights.start(List.of(Parameter.trained("a", 1, 1)), 1)) {
            Pass pass = Pass.served(weights);

            // when
            Sparsity.DEFAULT.forward(Torch.tensor(new float[] {5, 5}, 2, 1), pass);

            // then
            assertThat(Torch.values(pass.penalised(Torch.tensor(new float[] {0}, 1))))
                    .containsExactly(0);
        }
    }

    /** Of two rows of two values. */
    private static double penalty(Sparsity sparsity, float... latents) {
        try (Weights weights = Weights.start(List.of(Parameter.trained("a", 1, 1)), 1)) {
            Pass pass = Pass.training(weights, false, 0, 7);
            sparsity.forward(Torch.tensor(latents, 2, 2), pass);
            Tensor zero = Torch.tensor(new float[] {0}, 1);
            return Torch.values(pass.penalised(zero))[0];
        }
    }
}
