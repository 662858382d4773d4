package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.OnnxGraphs;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncoderTest {

    private static final int DIM = 12;
    private static final int CODE = 4;
    private static final int MAX_BATCH = 8;

    private final OnnxModel model = OnnxModel.load(ToyModels.artefact("toy", 2, DIM, CODE), OnnxSettings.cpu());
    private final Encoder encoder = model.newEncoder(MAX_BATCH);

    @AfterEach
    void close() {
        encoder.close();
        model.close();
    }

    @Test
    void shouldHaveDirectBuffersOfTheWholeBatch() {
        assertThat(encoder.input().isDirect()).isTrue();
        assertThat(encoder.input().order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(encoder.input().capacity()).isEqualTo(MAX_BATCH * DIM);
        assertThat(encoder.codes().isDirect()).isTrue();
        assertThat(encoder.codes().capacity()).isEqualTo(MAX_BATCH * CODE);
        assertThat(encoder.errors().isDirect()).isTrue();
        assertThat(encoder.errors().capacity()).isEqualTo(MAX_BATCH);
    }

    @Test
    void shouldEncodeAnyNumberOfRows() {
        Random random = new Random(11);
        for (int rows : new int[] {1, MAX_BATCH, 3, MAX_BATCH, 1, 2}) {
            // given
            float[][] vectors = new float[rows][];
            for (int row = 0; row < rows; row++) {
                vectors[row] = ToyModels.normal(DIM, CODE, random);
                vectors[row][row % DIM] += 0.25f;
                encoder.input().put(row * DIM, vectors[row]);
            }

            // when
            encoder.run(rows);

            // then
            for (int row = 0; row < rows; row++) {
                byte[] code = new byte[CODE];
                encoder.codes().get(row * CODE, code);
                assertThat(ToyModels.close(2, CODE, vectors[row], code)).isTrue();
                assertThat(encoder.errors().get(row)).isCloseTo(ToyModels.error(2, CODE, vectors[row]), within(1e-3f));
            }
        }
    }

    @Test
    void shouldLeaveRowsAfterTheLastAlone() {
        // given
        encoder.codes().put(2 * CODE, (byte) 77);
        encoder.errors().put(2, 77);

        // when
        encoder.run(2);

        // then
        assertThat(encoder.codes().get(2 * CODE)).isEqualTo((byte) 77);
        assertThat(encoder.errors().get(2)).isEqualTo(77);
    }

    @Test
    void shouldNotLookAtPositionsAndLimits() {
        // given
        float[] vector = ToyModels.normal(DIM, CODE, new Random(4));
        encoder.input().clear().put(vector);
        encoder.codes().position(5);
        encoder.errors().limit(0);

        // when
        encoder.run(1);

        // then
        byte[] code = new byte[CODE];
        encoder.codes().get(0, code);
        assertThat(ToyModels.close(2, CODE, vector, code)).isTrue();
        assertThat(encoder.input().position()).isEqualTo(DIM);
        assertThat(encoder.codes().position()).isEqualTo(5);
    }

    @Test
    void shouldMarkRowsThatAreNotFiniteByTheirError() {
        // given
        encoder.input().put(0, new float[3 * DIM]);
        encoder.input().put(DIM + 3, Float.NaN);
        encoder.input().put(2 * DIM, Float.NEGATIVE_INFINITY);

        // when
        encoder.run(3);

        // then
        assertThat(encoder.errors().get(0)).isFinite();
        assertThat(Float.isFinite(encoder.errors().get(1))).isFalse();
        assertThat(Float.isFinite(encoder.errors().get(2))).isFalse();
    }

    @Test
    void shouldTellWhatEachFeatureAddsToTheError() {
        // given
        float[] vector = ToyModels.normal(DIM, CODE, new Random(5));
        vector[4] += 3;
        encoder.input().put(2 * DIM, vector);
        encoder.run(3);

        // when
        float[] shares = encoder.contributions(2);

        // then
        float sum = 0;
        for (float share : shares) {
            assertThat(share).isBetween(0f, 1f);
            sum += share;
        }
        assertThat(shares).hasSize(DIM);
        assertThat(sum).isCloseTo(1, within(1e-5f));
        // The group of three has its mean moved by 1: misses are 2, 1 and 1, but for quantisation.
        assertThat(shares[4]).isCloseTo(4 / 6f, within(0.05f));
    }

    @Test
    void shouldTellOfSeveralRowsWhatItTellsOfEach() {
        // given
        Random random = new Random(5);
        for (int i = 0; i < 3 * DIM; i++) {
            encoder.input().put(i, (float) random.nextGaussian());
        }
        encoder.input().put(DIM + 1, Float.NaN);
        List<float[]> alone = List.of(encoder.contributions(0), encoder.contributions(1), encoder.contributions(2));

        // when
        List<float[]> together = encoder.contributionsOfFirst(3);

        // then
        assertThat(together).hasSize(3);
        assertThat(together.get(0)).containsExactly(alone.get(0), within(1e-6f));
        assertThat(together.get(1)).isEmpty();
        assertThat(together.get(2)).containsExactly(alone.get(2), within(1e-6f));
    }

    @Test
    void shouldTellNothingOfRowsThatAreNotFinite() {
        // given
        encoder.input().put(0, Float.NaN);

        // then
        assertThat(encoder.contributions(0)).isEmpty();
    }

    @Test
    void shouldTellNothingWhereTheGraphDoesNot() {
        // given
        ModelArtefact toy = ToyModels.artefact("toy", 1, 1, 1);
        byte[] silent = new OnnxGraphs()
                .input("x", OnnxGraphs.FLOAT, 1)
                .output("code", OnnxGraphs.UINT8, 1)
                .output("error", OnnxGraphs.FLOAT, 0)
                .constant("low", new float[] {-ToyModels.RANGE})
                .constant("step", new float[] {2 * ToyModels.RANGE / 255})
                .node("Sub", "above", "x", "low")
                .node("Div", "steps", "above", "step")
                .node("Round", "level", "steps")
                .node("Cast", "code", java.util.Map.of("to", (long) OnnxGraphs.UINT8), "level")
                .node("Mul", "scaled", "level", "step")
                .node("Add", "back", "scaled", "low")
                .node("Sub", "missed", "x", "back")
                .node("Mul", "square", "missed", "missed")
                .node("ReduceMean", "error", java.util.Map.of("axes", java.util.List.of(1L), "keepdims", 0L), "square")
                .bytes();
        ModelArtefact artefact = ModelArtefact.of(toy.manifest(), silent, toy.decoder());

        // when
        float[] shares;
        try (OnnxModel other = OnnxModel.load(artefact, OnnxSettings.cpu());
                Encoder quiet = other.newEncoder(1)) {
            shares = quiet.contributions(0);
        }

        // then
        assertThat(shares).isEmpty();
    }

    @Test
    void shouldRefuseRowsOutOfRange() {
        assertThatThrownBy(() -> encoder.run(0)).hasMessage("rows: 0 (expected: 1 to 8)");
        assertThatThrownBy(() -> encoder.run(9)).hasMessage("rows: 9 (expected: 1 to 8)");
        assertThatThrownBy(() -> encoder.contributions(8)).hasMessage("row: 8 (expected: 0 to 7)");
        assertThatThrownBy(() -> encoder.contributionsOfFirst(9)).hasMessage("rows: 9 (expected: 1 to 8)");
    }

    @Test
    void shouldRefuseToRunAfterClose() {
        // given
        Encoder other = model.newEncoder(1);
        Decoder decoder = model.newDecoder(1);

        // when
        other.close();
        other.close();
        decoder.close();
        decoder.close();

        // then
        assertThatThrownBy(() -> other.run(1)).hasMessage("encoder: closed (expected: open)");
        assertThatThrownBy(() -> other.contributions(0)).hasMessage("encoder: closed (expected: open)");
        assertThatThrownBy(() -> decoder.run(1)).hasMessage("decoder: closed (expected: open)");
    }
}
