package dev.narrows.trainer.network.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarCodeTest {

    private static final int ROWS = 2_000;
    private static final int DIMS = 3;

    private final float[] latents = new float[ROWS * DIMS];

    @BeforeEach
    void makeLatents() {
        Torch.enter();
        Random random = new Random(1);
        for (int i = 0; i < latents.length; i++) {
            // Each dimension with its own centre and spread.
            latents[i] = (float) (random.nextGaussian() * (1 + i % DIMS) + 10 * (i % DIMS));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldLoseNoMoreThanTheBestUniformQuantiserOfANormalDistribution(int bits) {
        // given: squared error of the best uniform quantiser, in units of the variance (Max 1960)
        double[] best = {0.3634, 0.1188, 0.03744, 0.01154, 0.00349, 0.00104, 0.000304, 0.0000877};
        ScalarCode code = new ScalarCode(DIMS, bits);
        Weights weights = Weights.start(code.parameters(), 1);
        Tensor rows = Torch.tensor(latents, ROWS, DIMS);

        // when
        code.fit(rows, weights);
        float[] back = Torch.values(code.roundTrip(rows, weights));

        // then
        double error = 0;
        for (int i = 0; i < back.length; i++) {
            error += Math.pow((back[i] - latents[i]) / (1 + i % DIMS), 2) / back.length;
        }
        assertThat(error).isLessThan(best[bits - 1] * 1.35);
    }

    @Test
    void shouldGiveTheSameBytesForWhatCameBack() {
        // given
        ScalarCode code = new ScalarCode(DIMS, 5);
        Weights weights = Weights.start(code.parameters(), 1);
        Tensor rows = Torch.tensor(latents, ROWS, DIMS);
        code.fit(rows, weights);

        // when
        Tensor again = code.roundTrip(rows, weights);

        // then
        assertThat(Torch.bytes(code.pack(again, weights))).isEqualTo(Torch.bytes(code.pack(rows, weights)));
    }

    @Test
    void shouldLetGradientsThroughTheRoundingAndStopThemOutside() {
        // given: a range of 0 to 15 in steps of 1
        ScalarCode code = new ScalarCode(1, 4);
        Weights weights = Weights.start(code.parameters(), 1);
        weights.set("code.low", Torch.tensor(new float[] {0}, 1));
        weights.set("code.step", Torch.tensor(new float[] {1}, 1));
        Tensor rows = Torch.tensor(new float[] {3.3f, 14.6f, -2, 99}, 4, 1);
        rows.requires_grad_(true);

        // when
        Tensor back = code.roundTrip(rows, weights);
        back.sum().backward();

        // then
        assertThat(Torch.values(back)).containsExactly(3, 15, 0, 15);
        assertThat(Torch.values(rows.grad())).containsExactly(1, 1, 0, 0);
    }

    @Test
    void shouldMeasureHowFarAnotherCodeIs() {
        // given
        ScalarCode code = new ScalarCode(2, 4);
        Weights weights = Weights.start(code.parameters(), 1);
        weights.set("code.low", Torch.tensor(new float[] {0, 0}, 2));
        weights.set("code.step", Torch.tensor(new float[] {1, 2}, 2));

        // when: the second values lie 1, 0.5 and 0.25 steps from the middle between two codes
        float[] margins = Torch.values(code.margin(Torch.tensor(new float[] {3, 4, 3, 4.5f, 3.1f, 4}, 3, 2), weights));

        // then
        assertThat(margins[0]).isCloseTo(0.5f, within(1e-5f));
        assertThat(margins[1]).isCloseTo(0.25f, within(1e-5f));
        assertThat(margins[2]).isCloseTo(0.4f, within(1e-5f));
    }

    @Test
    void shouldKeepALatentThatNeverChanges() {
        // given
        ScalarCode code = new ScalarCode(1, 8);
        Weights weights = Weights.start(code.parameters(), 1);
        Tensor rows = Torch.tensor(new float[] {2.5f, 2.5f, 2.5f}, 3, 1);

        // when
        code.fit(rows, weights);

        // then
        assertThat(Torch.values(code.roundTrip(rows, weights))).containsExactly(2.5f, 2.5f, 2.5f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void shouldRefuseBitsThatNoByteHolds(int bits) {
        // when / then
        assertThatThrownBy(() -> new ScalarCode(1, bits)).hasMessage("code bits: " + bits + " (expected: 1 to 8)");
    }
}
