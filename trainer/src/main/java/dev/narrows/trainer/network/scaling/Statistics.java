package dev.narrows.trainer.network.scaling;

import dev.narrows.trainer.dataset.Dataset;
import java.util.Arrays;

/**
 * Smallest, largest, mean and standard deviation of each feature of a data set, in one pass over it (Welford 1962 by
 * slices, in double). A feature is constant when its spread is within what float32 can tell from its mean.
 */
final class Statistics {

    private static final int SLICE_VALUES = 1 << 20;
    private static final double ROUNDING = 1e-6;

    final double[] min;
    final double[] max;
    final double[] mean;
    final double[] deviation;
    private final double[] squares;
    private long rows;

    private Statistics(int dim) {
        min = new double[dim];
        max = new double[dim];
        mean = new double[dim];
        deviation = new double[dim];
        squares = new double[dim];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /** Reads all of {@code data}. */
    static Statistics of(Dataset data) {
        int dim = data.dim();
        Statistics statistics = new Statistics(dim);
        int slice = Math.max(1, Math.min(data.rows(), SLICE_VALUES / dim));
        float[] values = new float[slice * dim];
        for (int from = 0; from < data.rows(); from += slice) {
            int count = Math.min(slice, data.rows() - from);
            data.read(from, count, values);
            for (int row = 0; row < count; row++) {
                statistics.add(values, row * dim, from + row);
            }
        }
        statistics.finish();
        return statistics;
    }

    private void add(float[] values, int offset, int row) {
        rows++;
        for (int feature = 0; feature < mean.length; feature++) {
            double value = values[offset + feature];
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("row " + row + ", feature " + feature + ": " + value
                        + " (expected: a finite number in every training row)");
            }
            min[feature] = Math.min(min[feature], value);
            max[feature] = Math.max(max[feature], value);
            double before = value - mean[feature];
            mean[feature] += before / rows;
            squares[feature] += before * (value - mean[feature]);
        }
    }

    private void finish() {
        for (int feature = 0; feature < mean.length; feature++) {
            deviation[feature] = Math.sqrt(squares[feature] / rows);
        }
    }

    boolean constant(int feature) {
        return max[feature] - min[feature] <= ROUNDING * Math.max(Math.abs(max[feature]), Math.abs(min[feature]));
    }

    /** Smallest value of all features. */
    double smallest() {
        return Arrays.stream(min).min().orElseThrow();
    }

    /** Largest value of all features. */
    double largest() {
        return Arrays.stream(max).max().orElseThrow();
    }

    /** Mean of all values. */
    double overallMean() {
        return Arrays.stream(mean).average().orElseThrow();
    }

    /** Standard deviation of all values around {@link #overallMean()}. */
    double overallDeviation() {
        double centre = overallMean();
        double sum = 0;
        for (int feature = 0; feature < mean.length; feature++) {
            double away = mean[feature] - centre;
            sum += deviation[feature] * deviation[feature] + away * away;
        }
        return Math.sqrt(sum / mean.length);
    }
}
