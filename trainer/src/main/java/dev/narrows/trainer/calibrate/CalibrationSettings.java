package dev.narrows.trainer.calibrate;

/**
 * What a threshold has to keep.
 *
 * @param alertRate share of normal vectors that may exceed it, above 0 and below 1
 * @param smallestError differences between errors that are below this mean nothing; 0 where nobody knows. A constant
 *     stream has errors without any spread, and this is then what a change is measured by
 * @param seed of the samples that judge how well the tail fits
 */
public record CalibrationSettings(double alertRate, double smallestError, long seed) {

    /** Checks ranges. */
    public CalibrationSettings {
        if (!(alertRate > 0 && alertRate < 1)) {
            throw new IllegalArgumentException("alertRate: " + alertRate + " (expected: above 0, below 1)");
        }
        if (!(smallestError >= 0 && Double.isFinite(smallestError))) {
            throw new IllegalArgumentException("smallestError: " + smallestError + " (expected: finite, >= 0)");
        }
    }

    /** For a rate, with nothing known about the errors. */
    public static CalibrationSettings forRate(double alertRate) {
        return new CalibrationSettings(alertRate, 0, 1);
    }
}
