package dev.narrows.trainer.calibrate;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * How often normal vectors that calibration has not seen exceed the threshold, and how sure that is: the interval of
 * Clopper and Pearson (1934), which holds at least the stated confidence for every number of rows.
 *
 * @param rows how many were looked at
 * @param alerts how many exceeded the threshold
 * @param asked the rate that the threshold was made for
 * @param low lower end of the 95 % interval of the true rate
 * @param high upper end of it
 */
public record RealisedRate(int rows, int alerts, double asked, double low, double high) {

    private static final double CONFIDENCE = 0.95;

    /**
     * Counts.
     *
     * @param errors of normal vectors, one at least
     */
    public static RealisedRate of(float[] errors, double threshold, double asked) {
        int alerts = 0;
        for (float error : errors) {
            // Not "above": an error that is no number alerts as well.
            if (!(error <= threshold)) {
                alerts++;
            }
        }
        return of(errors.length, alerts, asked);
    }

    /** The same from counts. */
    public static RealisedRate of(int rows, int alerts, double asked) {
        if (rows < 1 || alerts < 0 || alerts > rows) {
            throw new IllegalArgumentException(
                    "alerts: " + alerts + " of " + rows + " (expected: 0 to the rows, 1 or more)");
        }
        double tail = (1 - CONFIDENCE) / 2;
        double low = alerts == 0 ? 0 : quantile(tail, alerts, rows - alerts + 1);
        double high = alerts == rows ? 1 : quantile(1 - tail, alerts + 1, rows - alerts);
        return new RealisedRate(rows, alerts, asked, low, high);
    }

    private static double quantile(double p, double alpha, double beta) {
        return new BetaDistribution(alpha, beta).inverseCumulativeProbability(p);
    }

    /** Share of rows that exceeded the threshold. */
    public double rate() {
        return (double) alerts / rows;
    }

    /** Whether the rate that was asked for is one that these counts allow. */
    public boolean isKept() {
        return low <= asked && asked <= high;
    }
}
