package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.judge.Ranking;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.score.ScoreSettings;
import dev.narrows.trainer.setting.TrainSettings;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CleaningTest {

    private static final int DIM = 10;

    @Test
    void shouldDetectBetterWhereTheUncleanShareIsLeftOut() {
        // given: one row in eight is of another kind, in what is learned from as in what is judged
        Dataset unclean = MadeRows.of(DIM, mixed(1_400, 200, 1));

        // when
        double believed = auroc(train(unclean, 0));
        double trimmed = auroc(train(unclean, 0.125));

        // then
        assertThat(trimmed).isGreaterThan(believed + 0.02).isGreaterThan(0.9);
    }

    @Test
    void shouldRaiseAlertsForTheUncleanShareOnlyWhereItWasLeftOut() {
        // given
        Dataset unclean = MadeRows.of(DIM, mixed(1_400, 200, 1));

        // when
        TrainedModel believed = train(unclean, 0);
        TrainedModel trimmed = train(unclean, 0.125);

        // then: a threshold learned from unusual rows lies above them
        assertThat(share(trimmed)).isGreaterThan(0.5).isGreaterThan(share(believed) + 0.3);
    }

    private static TrainedModel train(Dataset data, double contamination) {
        TrainSettings settings = TrainSettings.defaults("test")
                .withNetwork(NetworkSettings.builder()
                        .hidden(32)
                        .latent(3)
                        .codeBits(8)
                        .build())
                .withFit(FitSettings.builder().epochs(24).build())
                .withScore(ScoreSettings.defaults().withContamination(contamination))
                .withAlertRate(0.02);
        return Trainer.train(data, settings, ProgressListener.NONE);
    }

    private static double auroc(TrainedModel model) {
        return Ranking.of(errors(model, mixed(300, 0, 8)), errors(model, mixed(0, 300, 9)))
                .auroc();
    }

    private static double share(TrainedModel model) {
        double alerts = 0;
        for (float error : errors(model, mixed(0, 300, 9))) {
            alerts += error > model.calibration().threshold() ? 1 : 0;
        }
        return alerts / 300;
    }

    private static float[] errors(TrainedModel trained, float[] rows) {
        int count = rows.length / DIM;
        float[] errors = new float[count];
        try (OnnxModel model = OnnxModel.load(trained.artefact(), OnnxSettings.cpu());
                Encoder encoder = model.newEncoder(count)) {
            encoder.input().put(0, rows);
            encoder.run(count);
            encoder.errors().get(0, errors);
        }
        return errors;
    }

    /** Rows on a surface, and rows on a flat one that crosses it. */
    private static float[] mixed(int usual, int others, long seed) {
        float[] values = new float[(usual + others) * DIM];
        if (usual > 0) {
            MadeRows.curved(usual, DIM, 2, seed).read(0, usual, values);
        }
        Random random = new Random(seed);
        for (int row = usual; row < usual + others; row++) {
            double at = random.nextGaussian();
            for (int i = 0; i < DIM; i++) {
                values[row * DIM + i] = (float) (50 + 25 * at * (i % 2 == 0 ? 1 : -1) + 3 * random.nextGaussian());
            }
        }
        return values;
    }
}
