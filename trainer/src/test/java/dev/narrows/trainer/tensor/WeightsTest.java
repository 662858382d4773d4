package dev.narrows.trainer.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private final List<Parameter> parameters =
            List.of(Parameter.trained("a", 0.5, 100, 50), Parameter.fixed("b", 3), Parameter.trained("c", 0, 4));

    @BeforeEach
    void enter() {
        Torch.enter();
    }

    @Test
    void shouldStartWithTheSpreadThatEachParameterAsksFor() {
        // when
        try (Weights weights = Weights.start(parameters, 1)) {

            // then
            double square = 0;
            for (float value : weights.values("a")) {
                square += value * value / 5_000;
            }
            assertThat(Math.sqrt(square)).isCloseTo(0.5, within(0.02));
            assertThat(weights.values("b")).containsOnly(0);
            assertThat(weights.values("c")).containsOnly(0);
            assertThat(weights.trained().numel()).isEqualTo(5_004);
        }
    }

    @Test
    void shouldShareValuesWithAReplicaButNotGradients() {
        // given
        try (Weights weights = Weights.start(parameters, 1);
                Weights replica = weights.replica()) {

            // when
            replica.get("c")
                    .mul(Torch.tensor(new float[] {1, 2, 3, 4}, 4))
                    .sum()
                    .backward();
            weights.trained().add_(new Scalar(1f));

            // then
            assertThat(replica.values("c")).containsOnly(1);
            assertThat(last(replica.gradient(), 4)).containsExactly(1, 2, 3, 4);
            assertThat(last(weights.gradient(), 4)).containsOnly(0);
        }
    }

    @Test
    void shouldComeBackToASnapshot() {
        // given
        try (Weights weights = Weights.start(parameters, 1)) {
            float[] before = weights.values("a");
            Weights.Snapshot snapshot = weights.snapshot();
            weights.trained().mul_(new Scalar(3f));
            weights.set("b", Torch.tensor(new float[] {1, 2, 3}, 3));

            // when
            weights.restore(snapshot);

            // then
            assertThat(weights.values("a")).isEqualTo(before);
            assertThat(weights.values("b")).containsOnly(0);
        }
    }

    @Test
    void shouldNameTheParametersThereAre() {
        // given
        try (Weights weights = Weights.start(parameters, 1)) {

            // when / then
            assertThatThrownBy(() -> weights.get("d")).hasMessage("parameter: d (expected: one of [a, b, c])");
        }
    }

    private static float[] last(Tensor flat, int count) {
        float[] all = Torch.values(flat);
        return Arrays.copyOfRange(all, all.length - count, all.length);
    }
}
