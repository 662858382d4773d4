package dev.narrows.trainer.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.export.Drafts;
import dev.narrows.trainer.export.Parity;
import dev.narrows.trainer.network.TrainedNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreParityTest {

    private static final int DIM = 6;

    private final Dataset train = MadeRows.curved(300, DIM, 2, 1);
    private final Dataset heldOut = MadeRows.curved(200, DIM, 2, 2);
    private final TrainedNetwork plain = SmallNetworks.trained(train, heldOut);

    @AfterEach
    void free() {
        plain.close();
    }

    @ParameterizedTest
    @EnumSource(ScoreKind.class)
    void shouldServeTheErrorThatLibtorchComputes(ScoreKind kind) {
        // given
        TrainedNetwork trained = SmallNetworks.scored(plain, kind, train, heldOut);

        // when
        Parity parity = Parity.check(Drafts.of(trained, heldOut), trained, heldOut);

        // then
        assertThat(parity.rows()).isEqualTo(200);
        assertThat(parity.errorDelta()).isLessThan(1e-3);
    }

    @ParameterizedTest
    @EnumSource(ScoreKind.class)
    void shouldTellNoErrorOfRowsThatAreNotNumbers(ScoreKind kind) {
        // given
        TrainedNetwork trained = SmallNetworks.scored(plain, kind, train, heldOut);
        ModelArtefact artefact = Drafts.of(trained, heldOut);
        float[] rows = new float[4 * DIM];
        train.read(0, 4, rows);
        rows[0] = Float.NaN;
        rows[DIM + 5] = Float.POSITIVE_INFINITY;
        rows[2 * DIM + 3] = Float.NEGATIVE_INFINITY;

        try (OnnxModel model = OnnxModel.load(artefact, OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(4)) {
            encoder.input().put(0, rows);

            // when
            encoder.run(4);

            // then
            assertThat(encoder.errors().get(0)).isNotFinite();
            assertThat(encoder.errors().get(1)).isNotFinite();
            assertThat(encoder.errors().get(2)).isNotFinite();
            assertThat(encoder.errors().get(3)).isFinite();
            float[] libtorch = trained.run(rows, 4).errors();
            assertThat(libtorch[0]).isNotFinite();
            assertThat(libtorch[1]).isNotFinite();
            assertThat(libtorch[2]).isNotFinite();
            assertThat(libtorch[3]).isFinite();
        }
    }

    @ParameterizedTest
    @EnumSource(ScoreKind.class)
    void shouldNameTheFeatureThatIsFarFromWhatItShouldBe(ScoreKind kind) {
        // given
        TrainedNetwork trained = SmallNetworks.scored(plain, kind, train, heldOut);
        float[] row = new float[DIM];
        heldOut.read(0, 1, row);
        row[4] += 400;

        try (OnnxModel model = OnnxModel.load(Drafts.of(trained, heldOut), OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(1)) {
            encoder.input().put(0, row);
            encoder.run(1);

            // when
            float[] shares = encoder.contributions(0);

            // then
            assertThat(shares).hasSize(DIM);
            for (int feature = 0; feature < DIM; feature++) {
                assertThat(shares[feature]).isBetween(0f, 1f);
                assertThat(shares[4]).isGreaterThanOrEqualTo(shares[feature]);
            }
        }
    }
}
