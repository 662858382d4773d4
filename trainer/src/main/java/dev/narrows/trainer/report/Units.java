package dev.narrows.trainer.report;

import dev.narrows.trainer.dataset.ArrayDataset;
import java.util.Arrays;

/**
 * What values of a feature are measured in: from its mean, in its standard deviations, or all in the raw unit that they
 * share. A feature that does not vary is always 0.
 */
final class Units {

    private final double[] mean;
    private final double[] unit;

    private Units(double[] mean, double[] unit) {
        this.mean = mean;
        this.unit = unit;
    }

    /** The standard deviation of each feature over those rows: for features that stand for themselves. */
    static Units standard(ArrayDataset data) {
        float[] values = raw(data);
        double[] mean = new double[data.dim()];
        double[] deviation = new double[data.dim()];
        for (int i = 0; i < values.length; i++) {
            mean[i % mean.length] += values[i] / (double) data.rows();
        }
        for (int i = 0; i < values.length; i++) {
            double difference = values[i] - mean[i % mean.length];
            deviation[i % mean.length] += difference * difference / data.rows();
        }
        for (int feature = 0; feature < mean.length; feature++) {
            deviation[feature] = Math.sqrt(deviation[feature]);
        }
        return new Units(mean, deviation);
    }

    /** The raw unit: for values that are all of one sort, as pixels are. */
    static Units shared(ArrayDataset data) {
        double[] one = new double[data.dim()];
        Arrays.fill(one, 1);
        return new Units(standard(data).mean, one);
    }

    /** Rows in these units, row-major. */
    float[] of(ArrayDataset data) {
        float[] values = raw(data);
        for (int i = 0; i < values.length; i++) {
            values[i] = of(values[i], i % mean.length);
        }
        return values;
    }

    /** A row in these units. */
    float[] of(float[] row) {
        return of(ArrayDataset.of(row, row.length));
    }

    /** Whether the feature is more than rounding: that leaves about 1e-7 of its values. */
    boolean varies(int feature) {
        return unit[feature] > 1e-6 * Math.abs(mean[feature]);
    }

    private float of(float raw, int feature) {
        return varies(feature) ? (float) ((raw - mean[feature]) / unit[feature]) : 0;
    }

    private static float[] raw(ArrayDataset data) {
        float[] values = new float[data.rows() * data.dim()];
        data.read(0, data.rows(), values);
        return values;
    }
}
