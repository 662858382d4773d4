package dev.narrows.trainer.network.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorCodeTest {

    private static final int ROWS = 3_000;
    private static final int DIMS = 4;

    private final float[] latents = new float[ROWS * DIMS];
    private Tensor rows;

    @BeforeEach
    void makeLatents() {
        Torch.enter();
        Random random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            // Neighbouring values hang together, which no code of single values can make use of.
            for (int i = 0; i < DIMS; i += 2) {
                double at = random.nextDouble() * 6;
                latents[row * DIMS + i] = (float) Math.cos(at);
                latents[row * DIMS + i + 1] = (float) Math.sin(at);
            }
        }
        rows = Torch.tensor(latents, ROWS, DIMS);
    }

    @Test
    void shouldLoseLessThanSingleValuesInTheSameBytes() {
        // given
        Code vector = new VectorCode(DIMS, 2, 1);
        Code scalar = new ScalarCode(DIMS, 4);

        // when / then: a circle in 256 arcs beside one in 16 x 16 squares
        assertThat(vector.bytes()).isEqualTo(scalar.bytes());
        assertThat(loss(vector)).isLessThan(loss(scalar) / 10);
    }

    @Test
    void shouldLoseLessWithEachStage() {
        assertThat(loss(new VectorCode(DIMS, 1, 2))).isLessThan(loss(new VectorCode(DIMS, 1, 1)) / 10);
        assertThat(loss(new VectorCode(DIMS, 1, 3))).isLessThan(loss(new VectorCode(DIMS, 1, 2)) / 4);
    }

    @Test
    void shouldNameTheEntriesThatComeBack() {
        // given: one group with entries 0, 1, 2 ... in the first book and tenths in the second
        VectorCode code = new VectorCode(1, 1, 2);
        Weights weights = Weights.start(code.parameters(), 1);
        float[] whole = new float[256];
        float[] tenths = new float[256];
        for (int i = 0; i < 256; i++) {
            whole[i] = i;
            tenths[i] = (i - 128) / 10f;
        }
        set(weights, "code.book.0", whole);
        set(weights, "code.book.1", tenths);
        Tensor one = Torch.tensor(new float[] {7.32f, 250.98f}, 2, 1);

        // when / then
        assertThat(Torch.bytes(code.pack(one, weights))).containsExactly(7, (byte) 131, (byte) 251, (byte) 128);
        assertThat(Torch.values(code.roundTrip(one, weights))).containsExactly(new float[] {7.3f, 251f}, within(1e-4f));
        float[] margins = Torch.values(code.margin(one, weights));
        assertThat(margins[0]).isBetween(0.2f, 0.45f);
        assertThat(margins[1]).isBetween(0.2f, 0.5f);
    }

    @Test
    void shouldLetGradientsThroughToTheLatent() {
        // given
        VectorCode code = new VectorCode(DIMS, 2, 2);
        Weights weights = Weights.start(code.parameters(), 1);
        fit(code, weights);
        Tensor some = Torch.tensor(new float[] {1, 0, 0, 1}, 1, DIMS);
        some.requires_grad_(true);

        // when
        code.roundTrip(some, weights).sum().backward();

        // then
        assertThat(Torch.values(some.grad())).containsExactly(1, 1, 1, 1);
    }

    @Test
    void shouldFollowLatentsThatHaveMoved() {
        // given
        VectorCode code = new VectorCode(DIMS, 2, 2);
        Weights weights = Weights.start(code.parameters(), 1);
        fit(code, weights);
        Tensor moved = rows.add(new Scalar(0.3f));

        // when
        double before =
                code.roundTrip(moved, weights).sub(moved).square().mean().item_float();
        code.renew(() -> moved, weights);
        double after = code.roundTrip(moved, weights).sub(moved).square().mean().item_float();

        // then
        assertThat(after).isLessThan(before / 2);
    }

    @Test
    void shouldReviveEntriesThatNothingIsNearTo() {
        // given: books far away from all latents
        VectorCode code = new VectorCode(DIMS, 2, 1);
        Weights weights = Weights.start(code.parameters(), 1);
        float[] away = new float[2 * 256 * 2];
        Arrays.fill(away, 1000);
        set(weights, "code.book.0", away);

        // when
        try (NoGradGuard guard = new NoGradGuard()) {
            code.renew(() -> rows, weights);
        }

        // then
        assertThat(error(code, weights)).isLessThan(0.01);
    }

    @Test
    void shouldCutLatentsIntoPiecesThatSuitTheBytes() {
        assertThat(VectorCode.of(64, 32)).isEqualTo(new VectorCode(64, 16, 2));
        assertThat(VectorCode.of(64, 24)).isEqualTo(new VectorCode(64, 8, 3));
        assertThat(VectorCode.of(7, 5)).isEqualTo(new VectorCode(7, 1, 5));
        assertThat(VectorCode.of(2, 1)).isEqualTo(new VectorCode(2, 1, 1));
    }

    @Test
    void shouldRefuseWhatNoBooksFit() {
        assertThatThrownBy(() -> new VectorCode(5, 2, 1)).hasMessageStartingWith("latent dims: 5");
        assertThatThrownBy(() -> new VectorCode(4, 2, 0)).hasMessageStartingWith("code stages: 0");
        assertThatThrownBy(() -> NetworkSettings.builder()
                        .code(CodeKind.VQ)
                        .latent(3)
                        .codeBits(4)
                        .build())
                .hasMessage("latent: 3 values of 4 bits (expected: whole bytes, as the code is vq)");
    }

    private double loss(Code code) {
        Weights weights = Weights.start(code.parameters(), 1);
        fit(code, weights);
        return error(code, weights);
    }

    private double error(Code code, Weights weights) {
        float[] back = Torch.values(code.roundTrip(rows, weights));
        double error = 0;
        for (int i = 0; i < back.length; i++) {
            error += Math.pow(back[i] - latents[i], 2) / back.length;
        }
        return error;
    }

    private void fit(Code code, Weights weights) {
        try (NoGradGuard guard = new NoGradGuard()) {
            code.fit(rows, weights);
        }
    }

    private static void set(Weights weights, String name, float[] values) {
        try (NoGradGuard guard = new NoGradGuard()) {
            weights.set(
                    name, Torch.tensor(values, weights.get(name).sizes().vec().get()));
        }
    }
}
