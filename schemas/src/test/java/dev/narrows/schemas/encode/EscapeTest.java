package dev.narrows.schemas.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.fidelity.CorrectionReader;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.model.ToyModels;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class EscapeTest {

    private static final int DIM = 8;
    private static final int CODE_BYTES = 2;
    private static final Fidelity FIDELITY = Fidelity.LOSSY.withEscape(0.1);

    private final ModelManifest plain =
            ToyModels.artefact("default", 1, DIM, CODE_BYTES).manifest();
    private final ModelManifest model = ModelManifest.newBuilder(plain)
            .setFeatureLows(Collections.nCopies(DIM, -1f))
            .setFeatureHighs(Collections.nCopies(DIM, 3f))
            .build();

    @Test
    void shouldKeepWithinTheShareWhatIsFurtherOutsideThanIt() {
        // given rows inside, as far outside as codes may be asked to follow, and further
        float[] rows = new float[5 * DIM];
        rows[DIM] = 3.4f;
        rows[2 * DIM + 7] = 3.5f;
        rows[3 * DIM + 1] = -1e9f;
        Arrays.fill(rows, 4 * DIM, 5 * DIM, Float.NaN);
        FloatBuffer errors = FloatBuffer.wrap(new float[] {0, 0, 0, 0, Float.NaN});
        byte[][] corrections = new byte[5][];

        // when
        new Corrections(FIDELITY, model).correct(FloatBuffer.wrap(rows), errors, 5, corrections);

        // then
        assertThat(corrections[0]).isNull();
        assertThat(corrections[1]).isNull();
        assertThat(corrections[4]).isNull();
        CorrectionReader reader = new CorrectionReader(DIM, Training.of(model));
        for (int row = 2; row < 4; row++) {
            float[] back = reader.read(corrections[row]);
            for (int j = 0; j < DIM; j++) {
                assertThat(Math.abs((double) back[j] - rows[row * DIM + j])).isLessThanOrEqualTo(0.4);
            }
        }
    }

    @Test
    void shouldTakeAnyChangeOfAFeatureThatNeverChangedInTraining() {
        // given
        ModelManifest constant = ModelManifest.newBuilder(model)
                .setFeatureHighs(Collections.nCopies(DIM, -1f))
                .build();
        float[] rows = new float[2 * DIM];
        Arrays.fill(rows, -1);
        rows[DIM] = -1.0001f;
        byte[][] corrections = new byte[2][];

        // when
        new Corrections(FIDELITY, constant)
                .correct(FloatBuffer.wrap(rows), FloatBuffer.wrap(new float[2]), 2, corrections);

        // then
        assertThat(corrections[0]).isNull();
        assertThat(new CorrectionReader(DIM, Training.of(constant)).read(corrections[1])[0])
                .isEqualTo(-1.0001f);
    }

    @Test
    void shouldRefuseAModelThatDoesNotTellItsRanges() {
        assertThatThrownBy(() -> new Corrections(FIDELITY, plain))
                .hasMessage(
                        "fidelity.escape: 0.1 (expected: none, where the model does not tell its features' ranges)");
    }

    @Test
    void shouldBeForLossyPipelinesOnly() {
        assertThatThrownBy(() -> Fidelity.LOSSLESS.withEscape(0.1))
                .hasMessage("fidelity.escape: 0.1 (expected: 1e-9 to 1e9, with lossy only)");
        assertThatThrownBy(() -> Fidelity.LOSSY.withEscape(0)).hasMessageContaining("fidelity.escape: 0.0");
    }
}
