package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.tensor.Torch;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptimiserTest {

    private final Tensor weights = Torch.tensor(new float[] {1, -2}, 2);

    @BeforeEach
    void enter() {
        Torch.enter();
    }

    @Test
    void shouldGatherMomentum() {
        // given
        try (Optimiser sgd = optimiser(Optimiser.Kind.SGD, 0)) {

            // when: 1 and 1.9 times the gradient
            step(sgd, 0.1, 1, 0);
            step(sgd, 0.1, 1, 0);
        }

        // then
        assertThat(Torch.values(weights)[0]).isCloseTo(1 - 0.1f - 0.19f, within(1e-6f));
        assertThat(Torch.values(weights)[1]).isEqualTo(-2);
    }

    @Test
    void shouldStepByTheLearningRateWhateverTheGradient() {
        // given
        try (Optimiser adam = optimiser(Optimiser.Kind.ADAM, 0)) {

            // when
            step(adam, 0.1, 1e-3f, -50);
        }

        // then: the first step of Adam
        assertThat(Torch.values(weights)[0]).isCloseTo(0.9f, within(1e-4f));
        assertThat(Torch.values(weights)[1]).isCloseTo(-1.9f, within(1e-4f));
    }

    @Test
    void shouldDecayApartFromTheGradientOnlyInAdamW() {
        // given
        try (Optimiser adamw = optimiser(Optimiser.Kind.ADAMW, 0.5);
                Optimiser adam = optimiser(Optimiser.Kind.ADAM, 0.5)) {

            // when: no gradient
            step(adamw, 0.1, 0, 0);
            step(adam, 0.1, 0, 0);
        }

        // then: 5 %, once
        assertThat(Torch.values(weights)).containsExactly(new float[] {0.95f, -1.9f}, within(1e-6f));
    }

    private Optimiser optimiser(Optimiser.Kind kind, double l2) {
        return Optimiser.of(FitSettings.builder().optimiser(kind).l2(l2).build(), weights);
    }

    private void step(Optimiser optimiser, double rate, float... gradient) {
        optimiser.step(weights, Torch.tensor(gradient, 2), rate);
    }
}
