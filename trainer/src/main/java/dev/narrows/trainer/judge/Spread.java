package dev.narrows.trainer.judge;

/** How far apart values are: over all features, and around the mean of each (Welford 1962). For one thread. */
final class Spread {

    private final double[] mean;
    private double squares;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private long rows;

    Spread(int dim) {
        mean = new double[dim];
    }

    void add(float[] values, int count) {
        for (int row = 0, at = 0; row < count; row++) {
            rows++;
            for (int feature = 0; feature < mean.length; feature++, at++) {
                double value = values[at];
                double before = value - mean[feature];
                mean[feature] += before / rows;
                squares += before * (value - mean[feature]);
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
    }

    double peak() {
        return largest - smallest;
    }

    /** Sum over all values of their squared distance from the mean of their feature. */
    double squares() {
        return squares;
    }
}
