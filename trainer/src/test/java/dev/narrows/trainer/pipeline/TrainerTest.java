package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.setting.TrainSettings;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final int DIM = 20;

    private final Dataset data = MadeRows.curved(3_000, DIM, 2, 1);
    private final TrainSettings settings = TrainSettings.defaults("test")
            .withNetwork(
                    NetworkSettings.builder().hidden(64).latent(4).codeBits(8).build());

    @Test
    void shouldMakeAModelThatKeepsMostOfWhatVectorsSay() {
        // given
        Dataset unseen = MadeRows.curved(500, DIM, 2, 9);

        // when
        TrainedModel trained = Trainer.train(data, settings, ProgressListener.NONE);

        // then: four bytes of twenty floats leave less than a fiftieth of the variance
        assertThat(unexplained(trained, unseen)).isLessThan(0.02);
    }

    private static double unexplained(TrainedModel trained, Dataset unseen) {
        float[] rows = new float[unseen.rows() * DIM];
        unseen.read(0, unseen.rows(), rows);
        try (OnnxModel model = OnnxModel.load(trained.artefact(), OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(unseen.rows());
                Decoder decoder = model.newDecoder(unseen.rows())) {
            encoder.input().put(0, rows);
            encoder.run(unseen.rows());
            decoder.codes()
                    .put(
                            0,
                            encoder.codes(),
                            0,
                            unseen.rows() * trained.artefact().manifest().getCodeBytes());
            decoder.run(unseen.rows());
            double mean = 0;
            for (float value : rows) {
                mean += value / rows.length;
            }
            double all = 0;
            double left = 0;
            for (int i = 0; i < rows.length; i++) {
                all += Math.pow(rows[i] - mean, 2);
                left += Math.pow(rows[i] - decoder.reconstructions().get(i), 2);
            }
            return left / all;
        }
    }
}
