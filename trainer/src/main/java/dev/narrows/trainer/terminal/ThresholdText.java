package dev.narrows.trainer.terminal;

import dev.narrows.trainer.calibrate.Calibration;
import dev.narrows.trainer.calibrate.RealisedRate;
import dev.narrows.trainer.pipeline.TrainedModel;
import java.util.Locale;

/** What a training has to say of its threshold, for a person. */
public final class ThresholdText {

    private ThresholdText() {}

    /** Two lines: the threshold with the fit of its tail, and how such thresholds did on rows they did not know. */
    public static String of(TrainedModel trained) {
        Calibration calibration = trained.calibration();
        String fit = calibration
                .goodness()
                .map(goodness -> String.format(
                        Locale.ROOT,
                        ", Anderson-Darling %.2f, p-value %.2f",
                        goodness.andersonDarling(),
                        goodness.pValue()))
                .orElse("");
        RealisedRate check = trained.crossCheck();
        return String.format(
                Locale.ROOT,
                "threshold %.6g for %.2g of normal vectors: %s tail of %d errors, shape %.2f%s%n"
                        + "cross-checked on halves: %d of %d exceeded it, %.2g (95 %% interval %.2g to %.2g%s)",
                calibration.threshold(),
                calibration.alertRate(),
                calibration.tail().getMethod(),
                calibration.tail().getCount(),
                calibration.tail().getShape(),
                fit,
                check.alerts(),
                check.rows(),
                check.rate(),
                check.low(),
                check.high(),
                check.isKept() ? ", which the rate lies in" : ": the rate does not lie in it");
    }
}
