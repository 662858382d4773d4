package dev.narrows.trainer.pipeline;

import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.trainer.calibrate.Calibration;
import dev.narrows.trainer.calibrate.RealisedRate;
import dev.narrows.trainer.export.Parity;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.judge.ModelCost;
import java.util.List;

/**
 * What a training came to.
 *
 * @param artefact version 1, unsigned; whoever publishes it gives it its number
 * @param comparison its figures on the validation part, beside those of its rivals
 * @param calibration the threshold, and what there is to say of it
 * @param crossCheck how thresholds from half of the same errors did on the other half
 * @param parity how far the served graphs are from the trained network
 * @param costs of forms of the model that were compared, the plain one first; empty where there was nothing to compare
 * @param history of the fit, epoch by epoch
 * @param best epoch that the model is from
 * @param workers threads that took part
 * @param secondsPerEpoch mean
 */
public record TrainedModel(
        ModelArtefact artefact,
        Comparison comparison,
        Calibration calibration,
        RealisedRate crossCheck,
        Parity parity,
        List<ModelCost> costs,
        List<Fitted.Epoch> history,
        Fitted.Epoch best,
        int workers,
        double secondsPerEpoch) {

    /** Copies the history. */
    public TrainedModel {
        costs = List.copyOf(costs);
        history = List.copyOf(history);
    }
}
