package dev.narrows.trainer.baseline;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;

/** What each feature is on average, and how far it spreads: in one pass (Welford 1962). Immutable. */
public final class Moments {

    private final float[] means;
    private final float[] spreads;

    private Moments(float[] means, float[] spreads) {
        this.means = means;
        this.spreads = spreads;
    }

    /** Of all rows; reads them once. */
    public static Moments of(Dataset data) {
        int dim = data.dim();
        double[] mean = new double[dim];
        double[] squares = new double[dim];
        Slices.of(data, (values, from, rows) -> {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < dim; j++) {
                    double off = values[i * dim + j] - mean[j];
                    mean[j] += off / (from + i + 1);
                    squares[j] += off * (values[i * dim + j] - mean[j]);
                }
            }
        });
        float[] means = new float[dim];
        float[] spreads = new float[dim];
        for (int j = 0; j < dim; j++) {
            means[j] = (float) mean[j];
            spreads[j] = (float) Math.sqrt(squares[j] / data.rows());
        }
        return new Moments(means, spreads);
    }

    /** Mean of each feature, dim values; a copy. */
    public float[] means() {
        return means.clone();
    }

    /** Standard deviation of each feature, dim values of 0 or more; a copy. */
    public float[] spreads() {
        return spreads.clone();
    }
}
