package dev.narrows.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.trainer.checkpoint.CheckpointException;
import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.MadeRows;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Interrupt;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.score.ScoreKind;
import dev.narrows.trainer.score.ScoreSettings;
import dev.narrows.trainer.setting.TrainSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training, interrupted again and again in every one of its fits. */
class ResumedTrainingTest {

    private static final int DIM = 6;

    @TempDir
    private Path folder;

    private final Dataset data = MadeRows.curved(400, DIM, 2, 1);
    private final TrainSettings settings = TrainSettings.defaults("test")
            .withNetwork(
                    NetworkSettings.builder().hidden(8).latent(3).codeBits(4).build())
            .withScore(new ScoreSettings(ScoreKind.STANDARDISED, 0.05))
            .withFit(FitSettings.builder().epochs(6).restarts(2).prune(0.5).build());

    @Test
    void shouldComeToTheSameModelHoweverOftenItIsInterrupted() {
        // given
        ModelManifest whole =
                Trainer.train(data, settings, ProgressListener.NONE).artefact().manifest();

        // when: each run is ended in the third epoch that it hears of
        ModelManifest resumed = null;
        int interrupts = 0;
        while (resumed == null) {
            Checkpoints checkpoints = Checkpoints.open(folder, true);
            try {
                resumed = Trainer.train(data, settings, new Interrupt(3), checkpoints)
                        .artefact()
                        .manifest();
            } catch (Interrupt.InterruptedByTestException e) {
                interrupts++;
            }
        }

        // then
        assertThat(interrupts).isGreaterThan(8);
        assertThat(resumed.getEncoderGraph()).isEqualTo(whole.getEncoderGraph());
        assertThat(resumed.getDecoderGraph()).isEqualTo(whole.getDecoderGraph());
        assertThat(resumed.getThreshold()).isEqualTo(whole.getThreshold());
        assertThat(resumed.getFigures()).isEqualTo(whole.getFigures());
    }

    @Test
    void shouldNotGoOnWithOtherData() {
        // given
        assertThatThrownBy(() -> Trainer.train(data, settings, new Interrupt(1), Checkpoints.open(folder, false)))
                .isInstanceOf(Interrupt.InterruptedByTestException.class);
        Dataset fewer = MadeRows.curved(399, DIM, 2, 1);

        // when / then
        assertThatThrownBy(() -> Trainer.train(fewer, settings, new Interrupt(1), Checkpoints.open(folder, true)))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("data rows: 399 (expected: 400, as in the checkpoint " + folder + ")");
    }
}
