package dev.narrows.trainer;

import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.network.NetworkSettings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that decides what {@link Trainer} makes of a data set.
 *
 * @param name of the model: letters, digits, '.', '_' and '-'
 * @param network its shape
 * @param fit how its weights are found
 * @param validationShare of the rows that decide when it is enough, above 0
 * @param calibrationShare of the rows that the threshold is learned from, above 0
 * @param alertRate share of normal vectors that may alert, above 0 and below 1
 */
public record TrainSettings(
        String name,
        NetworkSettings network,
        FitSettings fit,
        double validationShare,
        double calibrationShare,
        double alertRate) {

    /** Checks ranges. */
    public TrainSettings {
        share("validationShare", validationShare);
        share("calibrationShare", calibrationShare);
        share("alertRate", alertRate);
        if (validationShare + calibrationShare > 0.9) {
            throw new IllegalArgumentException("validationShare + calibrationShare: "
                    + (validationShare + calibrationShare) + " (expected: <= 0.9)");
        }
    }

    /** The defaults of every part, a tenth each for validation and calibration, one alert in a thousand. */
    public static TrainSettings defaults(String name) {
        return new TrainSettings(name, NetworkSettings.defaults(), FitSettings.defaults(), 0.1, 0.1, 1e-3);
    }

    /** The same with another network. */
    public TrainSettings withNetwork(NetworkSettings other) {
        return new TrainSettings(name, other, fit, validationShare, calibrationShare, alertRate);
    }

    /** The same with another fit. */
    public TrainSettings withFit(FitSettings other) {
        return new TrainSettings(name, network, other, validationShare, calibrationShare, alertRate);
    }

    /** The same with another alert rate. */
    public TrainSettings withAlertRate(double rate) {
        return new TrainSettings(name, network, fit, validationShare, calibrationShare, rate);
    }

    /** All of them as text, under the names of the command line's options: what the manifest records. */
    public Map<String, String> describe() {
        Map<String, String> text = new TreeMap<>();
        text.put("hidden", network.hidden().stream().map(String::valueOf).collect(Collectors.joining(",")));
        text.put("latent", "" + network.latent());
        text.put("code-bits", "" + network.codeBits());
        text.put("activation", word(network.activation()));
        text.put("output", word(network.output()));
        text.put("scaling", word(network.scaling()));
        text.put("score", word(network.score()));
        text.put("epochs", "" + fit.epochs());
        text.put("batch-size", "" + fit.batchSize());
        text.put("learning-rate", "" + fit.learningRate());
        text.put("optimiser", word(fit.optimiser()));
        text.put("schedule", word(fit.schedule()));
        text.put("loss", word(fit.loss()));
        text.put("l1", "" + fit.l1());
        text.put("l2", "" + fit.l2());
        text.put("patience", "" + fit.patience());
        text.put("quantised-share", "" + fit.quantisedShare());
        text.put("seed", "" + fit.seed());
        text.put("validation-share", "" + validationShare);
        text.put("calibration-share", "" + calibrationShare);
        text.put("alert-rate", "" + alertRate);
        return text;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void share(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: above 0, below 1)");
        }
    }
}
