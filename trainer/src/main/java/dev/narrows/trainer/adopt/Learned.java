package dev.narrows.trainer.adopt;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.model.Tail;
import dev.narrows.trainer.baseline.LearnedBaseline;
import dev.narrows.trainer.calibrate.Calibration;
import dev.narrows.trainer.calibrate.CalibrationSettings;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import dev.narrows.trainer.dataset.inspect.FeatureRanges;
import dev.narrows.trainer.judge.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the rows teach about a model that nobody here has trained.
 *
 * @param threshold error above which a vector is anomalous
 * @param alertRate share of the rows' like that exceeds it
 */
record Learned(
        float threshold,
        double alertRate,
        TailFit tail,
        Baseline baseline,
        FeatureRanges ranges,
        Map<String, Double> mse,
        List<String> figures,
        List<String> warnings) {

    // A threshold beyond all that was seen is exceeded by somebody once.
    private static final double LEAST_RATE = 1e-12;

    /** Runs the rows through the graphs, as the service and its consumers will. */
    static Learned of(ModelArtefact plain, Dataset rows, ModelSheet sheet) {
        try (OnnxCodec codec = OnnxCodec.of(plain)) {
            float[] errors = errors(codec, rows);
            Calibration calibration = Calibration.of(errors, CalibrationSettings.forRate(sheet.alertRate()));
            float threshold = sheet.threshold().orElse((float) calibration.threshold());
            double rate = sheet.threshold().isEmpty()
                    ? sheet.alertRate()
                    : Math.min(1 - LEAST_RATE, Math.max(LEAST_RATE, rate(errors, calibration.tail(), threshold)));
            Evaluation evaluation = Evaluation.of(codec, rows);
            List<String> warnings = new ArrayList<>(calibration.warnings());
            if (!(evaluation.explained() > 0)) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "reconstruction: %.3g of the rows' variance comes back (expected: above 0; is it in the units of"
                                + " x, and are encoder and decoder of one training?)",
                        evaluation.explained()));
            }
            return new Learned(
                    threshold,
                    rate,
                    calibration.tail(),
                    LearnedBaseline.of(rows, rows, errors, codec),
                    FeatureRanges.of(rows),
                    Map.of("mse", evaluation.mse()),
                    List.of(
                            String.format(
                                    Locale.ROOT,
                                    "%d rows: mse %.3g, %.1f %% of the variance comes back",
                                    rows.rows(),
                                    evaluation.mse(),
                                    100 * evaluation.explained()),
                            String.format(
                                    Locale.ROOT,
                                    "threshold %.4g: %d of them exceed it, expected of others: %.3g",
                                    threshold,
                                    above(errors, threshold),
                                    rate)),
                    warnings);
        }
    }

    void into(ModelManifest.Builder manifest) {
        manifest.setThreshold(threshold)
                .setAlertRate(alertRate)
                .setTail(tail)
                .setBaseline(baseline)
                .setFeatureLows(ranges.lows())
                .setFeatureHighs(ranges.highs())
                .setFigures(mse);
    }

    private static float[] errors(OnnxCodec codec, Dataset rows) {
        float[] errors = new float[rows.rows()];
        Slices.of(rows, (values, from, count) -> {
            float[] some = new float[count];
            codec.run(values, count, new byte[count * codec.codeBytes()], some, new float[count * codec.dim()]);
            System.arraycopy(some, 0, errors, from, count);
        });
        for (int row = 0; row < errors.length; row++) {
            if (!(errors[row] >= 0 && Float.isFinite(errors[row]))) {
                throw new ModelRefusedException(
                        "error of row " + row + ": " + errors[row] + " (expected: finite, >= 0, for finite values)");
            }
        }
        return errors;
    }

    /** Share of normal rows above a threshold: by the tail that was fitted, and below where that begins as it was seen. */
    private static double rate(float[] errors, TailFit tail, float threshold) {
        return threshold < tail.getStart()
                ? above(errors, threshold) / (double) errors.length
                : Tail.pValue(tail, threshold);
    }

    private static int above(float[] errors, float threshold) {
        int above = 0;
        for (float error : errors) {
            above += error > threshold ? 1 : 0;
        }
        return above;
    }
}
