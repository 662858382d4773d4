package dev.narrows.trainer.setting;

import dev.narrows.schemas.model.ModelId;
import dev.narrows.trainer.dataset.split.SplitSettings;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.score.ScoreSettings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides what the pipeline makes of a data set.
 *
 * @param name of the model: letters, digits, '.', '_' and '-'
 * @param network its shape
 * @param fit how its weights are found
 * @param score what the error of a row is
 * @param split which rows are trained on, decide when it is enough, and teach the threshold
 * @param weights what its weights are kept as where it is served
 * @param speed what a row may cost where the kind is chosen
 * @param budget how long candidates are tried where the kind is chosen; one that has begun is finished
 * @param alertRate share of normal vectors that may alert, above 0 and below 1
 */
public record TrainSettings(
        String name,
        NetworkSettings network,
        FitSettings fit,
        ScoreSettings score,
        SplitSettings split,
        WeightsChoice weights,
        Speed speed,
        Duration budget,
        double alertRate) {

    /** Long enough for all candidates on data of usual sizes. */
    public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(4);

    /** Checks ranges. */
    public TrainSettings {
        ModelId.requireName(name);
        if (!(alertRate > 0 && alertRate < 1)) {
            throw new IllegalArgumentException("alertRate: " + alertRate + " (expected: above 0, below 1)");
        }
    }

    /** The defaults of every part, a tenth each for validation and calibration, one alert in a thousand. */
    public static TrainSettings defaults(String name) {
        return new TrainSettings(
                name,
                NetworkSettings.defaults(),
                FitSettings.defaults(),
                ScoreSettings.defaults(),
                SplitSettings.DEFAULT,
                WeightsChoice.AUTO,
                Speed.BALANCED,
                DEFAULT_BUDGET,
                1e-3);
    }

    /** The same with another network. */
    public TrainSettings withNetwork(NetworkSettings other) {
        return new TrainSettings(name, other, fit, score, split, weights, speed, budget, alertRate);
    }

    /** The same with another fit. */
    public TrainSettings withFit(FitSettings other) {
        return new TrainSettings(name, network, other, score, split, weights, speed, budget, alertRate);
    }

    /** The same with another score. */
    public TrainSettings withScore(ScoreSettings other) {
        return new TrainSettings(name, network, fit, other, split, weights, speed, budget, alertRate);
    }

    /** The same with another split. */
    public TrainSettings withSplit(SplitSettings other) {
        return new TrainSettings(name, network, fit, score, other, weights, speed, budget, alertRate);
    }

    /** The same with weights kept otherwise. */
    public TrainSettings withWeights(WeightsChoice other) {
        return new TrainSettings(name, network, fit, score, split, other, speed, budget, alertRate);
    }

    /** The same with another choice of speed, and of the time that choosing may take. */
    public TrainSettings withSpeed(Speed other, Duration time) {
        return new TrainSettings(name, network, fit, score, split, weights, other, time, alertRate);
    }

    /** The same with another alert rate. */
    public TrainSettings withAlertRate(double rate) {
        return new TrainSettings(name, network, fit, score, split, weights, speed, budget, rate);
    }

    /** All of them as text, under the names of the command line's options: what the manifest records. */
    public Map<String, String> describe() {
        Map<String, String> text = new TreeMap<>(NetworkText.of(network));
        text.put("score", Words.of(score.kind()));
        text.put("contamination", "" + score.contamination());
        text.put("epochs", "" + fit.epochs());
        text.put("batch-size", "" + fit.batchSize());
        text.put("learning-rate", "" + fit.learningRate());
        text.put("optimiser", Words.of(fit.optimiser()));
        text.put("schedule", Words.of(fit.schedule()));
        text.put("loss", Words.of(fit.loss()));
        text.put("l1", "" + fit.l1());
        text.put("l2", "" + fit.l2());
        text.put("patience", "" + fit.patience());
        text.put("quantised-share", "" + fit.quantisedShare());
        text.put("restarts", "" + fit.restarts());
        text.put("prune", "" + fit.prune());
        text.put("seed", "" + fit.seed());
        text.put("split-seed", "" + split.seed());
        text.put("split-block", "" + split.block());
        text.put("validation-share", "" + split.validation());
        text.put("calibration-share", "" + split.calibration());
        text.put("weights", Words.of(weights));
        text.put("speed", Words.of(speed));
        text.put("alert-rate", "" + alertRate);
        return text;
    }
}
