package dev.narrows.trainer.pipeline;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.score.ScoreFit;
import dev.narrows.trainer.setting.TrainSettings;
import java.util.Arrays;

/**
 * Errors that a threshold is learned from: those of rows that neither the weights nor the score have seen. The validation
 * part only decided when to stop, so it is among them, unless the score keeps rows of it; twice the rows make the threshold
 * of a rare rate a third more certain.
 */
final class HeldOut {

    private HeldOut() {}

    /** Of the calibration part and, where it can be, the validation part, each without its unclean share. */
    static float[] errors(TrainedNetwork trained, Split split, TrainSettings settings) {
        float[] calibration = Cleaning.trimmed(
                trained.errors(split.calibration()), settings.score().contamination());
        if (ScoreFit.knowsValidation(settings.score().kind(), split.train())) {
            return calibration;
        }
        Dataset validation = split.validation();
        float[] all = Arrays.copyOf(calibration, calibration.length + validation.rows());
        System.arraycopy(trained.errors(validation), 0, all, calibration.length, validation.rows());
        return all;
    }
}
