package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.setting.TrainSettings;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind from rows to graphs that ONNX Runtime serves. */
class KindsTest {

    private static final int DIM = 20;
    private static final int UNSEEN = 200;

    private final Dataset data = MadeRows.curved(1_500, DIM, 2, 1);
    private final float[] unseen = rows(MadeRows.curved(UNSEEN, DIM, 2, 9));
    private final TrainSettings settings = TrainSettings.defaults("test")
            .withNetwork(NetworkSettings.builder()
                    .hidden(48)
                    .latent(6)
                    .codeBits(8)
                    .scaling(Scaling.NONE)
                    .build())
            .withFit(FitSettings.builder().epochs(12).build());

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldTrainExportAndServe(Kind kind) {
        // given
        TrainSettings kindly = settings.withNetwork(settings.network().toBuilder()
                .scaling(Scaling.STANDARD)
                .kind(kind)
                .build());

        // when
        TrainedModel trained = Trainer.train(data, kindly, ProgressListener.NONE);

        // then: the loss fell, the manifest says what it is, and most of the variance comes back through the graphs
        Kind made = Kind.valueOf(trained.artefact().manifest().getKind().toUpperCase(Locale.ROOT));
        if (!made.closedForm()) {
            assertThat(trained.best().validationLoss())
                    .isLessThan(trained.history().get(0).validationLoss());
        }
        assertThat(made == kind || kind == Kind.AUTO).isTrue();
        assertThat(served(trained)).isLessThan(0.15);
    }

    /** The share of unseen rows' variance that does not come back; the encoder's errors must agree with what does. */
    private double served(TrainedModel trained) {
        try (OnnxModel model = OnnxModel.load(trained.artefact(), OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(UNSEEN);
                Decoder decoder = model.newDecoder(UNSEEN)) {
            encoder.input().put(0, unseen);
            encoder.run(UNSEEN);
            int bytes = trained.artefact().manifest().getCodeBytes();
            decoder.codes().put(0, encoder.codes(), 0, UNSEEN * bytes);
            decoder.run(UNSEEN);
            double mean = mean(unseen, 0, unseen.length);
            // A closed form measures around the mean of each feature, a network in this test around that of all.
            boolean closedForm = Kind.valueOf(
                            trained.artefact().manifest().getKind().toUpperCase(Locale.ROOT))
                    .closedForm();
            double[] means = new double[DIM];
            for (int i = 0; i < unseen.length; i++) {
                means[i % DIM] += (double) unseen[i] / UNSEEN;
            }
            double variance = 0;
            double left = 0;
            double errors = 0;
            for (int i = 0; i < unseen.length; i++) {
                double centre = closedForm ? means[i % DIM] : mean;
                variance += Math.pow(unseen[i] - centre, 2);
                left += Math.pow(unseen[i] - decoder.reconstructions().get(i), 2);
            }
            for (int row = 0; row < UNSEEN; row++) {
                errors += encoder.errors().get(row) / UNSEEN;
            }
            double unexplained = left / variance;
            assertThat(errors).isCloseTo(unexplained, within(unexplained * 0.1));
            return unexplained;
        }
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static float[] rows(Dataset data) {
        float[] rows = new float[data.rows() * data.dim()];
        data.read(0, data.rows(), rows);
        return rows;
    }
}
