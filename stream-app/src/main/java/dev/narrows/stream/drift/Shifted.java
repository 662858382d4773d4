package dev.narrows.stream.drift;

import java.util.Arrays;

/**
 * The features whose level has shifted, and with it which anomalies are nothing but that shift. With c_j the part of the
 * error that feature j makes, an anomaly of error e is explained where
 *
 * <pre>
 *   e (1 - sum of c_j over shifted j) &lt;= threshold
 * </pre>
 *
 * <p>so that a row which would alert without these features goes on to alert. Immutable.
 */
public final class Shifted {

    /** None. */
    public static final Shifted NONE = new Shifted();

    private final int[] features;

    /** @param features numbers from 0 */
    public Shifted(int... features) {
        this.features = features.clone();
    }

    /** Whether no feature has shifted. */
    public boolean isEmpty() {
        return features.length == 0;
    }

    /**
     * Whether an anomaly is nothing but the shift.
     *
     * @param shares of the error that each feature makes, 0 to 1; empty where they are not known
     * @param error of the row
     * @param threshold above which a row alerts
     */
    public boolean explains(float[] shares, double error, double threshold) {
        double sum = 0;
        for (int feature : features) {
            sum += feature < shares.length ? shares[feature] : 0;
        }
        return sum > 0 && error * (1 - sum) <= threshold;
    }

    @Override
    public String toString() {
        return Arrays.toString(features);
    }
}
