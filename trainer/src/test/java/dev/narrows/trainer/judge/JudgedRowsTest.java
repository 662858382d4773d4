package dev.narrows.trainer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.dataset.split.SplitSettings;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.pipeline.Trainer;
import dev.narrows.trainer.setting.TrainSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model is judged on the rows that its own training put aside. */
class JudgedRowsTest {

    private static final int ROWS = 1_000;

    private final Dataset data = rising();

    @Test
    void shouldBeTheBlocksThatTrainingPutAside() {
        // given
        ModelManifest manifest = trained();

        // when
        JudgedRows judged = JudgedRows.of(data, manifest);

        // then
        SplitSettings asked = TrainSettings.defaults("test").split();
        assertThat(judged.known()).isTrue();
        assertThat(manifest.getSettings()).containsEntry("split-block", "5");
        assertThat(judged.test().digest())
                .isEqualTo(Split.of(data, asked).validation().digest());
    }

    @Test
    void shouldBeSingleRowsForAVersionOfBeforeThereWereBlocks() {
        // given
        ModelManifest manifest = trained();
        Map<String, String> before = new HashMap<>(manifest.getSettings());
        before.remove("split-block");

        // when
        JudgedRows judged = JudgedRows.of(
                data, ModelManifest.newBuilder(manifest).setSettings(before).build());

        // then
        SplitSettings asked = TrainSettings.defaults("test").split();
        SplitSettings single = new SplitSettings(asked.validation(), asked.calibration(), asked.seed(), 1);
        assertThat(judged.test().digest())
                .isEqualTo(Split.of(data, single).validation().digest());
    }

    private ModelManifest trained() {
        TrainSettings settings = TrainSettings.defaults("test")
                .withNetwork(NetworkSettings.builder()
                        .kind(Kind.LINEAR)
                        .hidden()
                        .latent(2)
                        .codeBits(8)
                        .build())
                .withFit(FitSettings.builder().epochs(1).build());
        return Trainer.train(data, settings, ProgressListener.NONE).artefact().manifest();
    }

    private static Dataset rising() {
        float[] values = new float[ROWS * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin((i / 3.0 + 10.0 * (i % 3)) / 60);
        }
        return ArrayDataset.of(values, 3);
    }
}
