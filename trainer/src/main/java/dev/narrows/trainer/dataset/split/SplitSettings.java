package dev.narrows.trainer.dataset.split;

/**
 * How a data set is cut into parts.
 *
 * @param validation share of the rows that decide when to stop and what to report, above 0
 * @param calibration share of the rows that the threshold is learned from, above 0; what remains is trained on
 * @param seed of the shuffle that assigns rows to parts
 */
public record SplitSettings(double validation, double calibration, long seed) {

    /** A tenth each for validation and calibration. */
    public static final SplitSettings DEFAULT = new SplitSettings(0.1, 0.1, 1);

    /** Checks the shares. */
    public SplitSettings {
        require("validation", validation);
        require("calibration", calibration);
        if (validation + calibration > 0.9) {
            throw new IllegalArgumentException("validation + calibration: " + (validation + calibration)
                    + " (expected: <= 0.9, so that a tenth of the rows remains to train on)");
        }
    }

    private static void require(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(name + ": " + share + " (expected: above 0, below 1)");
        }
    }
}
