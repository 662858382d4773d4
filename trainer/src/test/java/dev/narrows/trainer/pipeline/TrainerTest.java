package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.onnx.Decoder;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.dataset.inspect.FeatureRanges;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Kind;
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

    /** A closed form of few rows is fitted once more, to all of them. Issue 20. */
    @Test
    void shouldTellOfAllRowsWhereAllWereLearnedFrom() {
        // given
        TrainSettings linear = settings.withNetwork(
                settings.network().toBuilder().kind(Kind.LINEAR).build());

        // when
        ModelManifest manifest =
                Trainer.train(data, linear, ProgressListener.NONE).artefact().manifest();

        // then
        FeatureRanges ranges = FeatureRanges.of(data);
        assertThat(manifest.getTrainingRows()).isEqualTo(3_000);
        assertThat(manifest.getFeatureLows()).isEqualTo(ranges.lows());
        assertThat(manifest.getFeatureHighs()).isEqualTo(ranges.highs());
        assertThat(manifest.getBaseline().getFeatureRows()).isEqualTo(3_000);
        assertThat(manifest.getBaseline().getFeatureMeans().get(0)).isCloseTo(mean(0), within(1e-5f));
    }

    /** A network stops where the validation rows say so, and its threshold is learned from the calibration rows. */
    @Test
    void shouldTellOfTheTrainingPartWhereOnlyThatWasLearnedFrom() {
        // given
        TrainSettings brief = settings.withFit(FitSettings.builder().epochs(1).build());
        Dataset train = Split.of(data, brief.split()).train();

        // when
        ModelManifest manifest =
                Trainer.train(data, brief, ProgressListener.NONE).artefact().manifest();

        // then
        assertThat(manifest.getTrainingRows()).isEqualTo(2_400);
        assertThat(manifest.getFeatureHighs()).isEqualTo(FeatureRanges.of(train).highs());
        assertThat(manifest.getBaseline().getFeatureRows()).isEqualTo(2_400);
        assertThat(manifest.getBaseline().getRows()).isEqualTo(300);
    }

    private float mean(int feature) {
        float[] rows = new float[data.rows() * DIM];
        data.read(0, data.rows(), rows);
        double sum = 0;
        for (int row = 0; row < data.rows(); row++) {
            sum += rows[row * DIM + feature];
        }
        return (float) (sum / data.rows());
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
