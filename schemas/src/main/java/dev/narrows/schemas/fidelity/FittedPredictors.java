package dev.narrows.schemas.fidelity;

import java.util.Arrays;

/**
 * Finds, for each feature, up to three earlier ones that together predict it best: one after the other that which is most
 * correlated with what is left (orthogonal matching pursuit). One thread.
 */
final class FittedPredictors {

    private static final int MOST = 3;
    // Of a rounding to whole numbers; keeps weights small where there is nothing to learn.
    private static final double NOISE = 1 / 12.0;
    private static final double LEAST_GAIN = 1e-3;

    private final int[] means;
    private final double[][] covariance;
    private final int[][] sources;
    private final short[][] weights;
    private final int[][] neighbours;

    private FittedPredictors(int[] means, double[][] covariance) {
        int dim = means.length;
        this.means = means;
        this.covariance = covariance;
        this.sources = new int[dim][];
        this.weights = new short[dim][];
        this.neighbours = new int[dim][];
    }

    static FittedPredictors of(int[] numbers, int[] means, int rows) {
        FittedPredictors fitted = new FittedPredictors(means, covariance(numbers, means, rows));
        for (int feature = 0; feature < means.length; feature++) {
            fitted.fit(feature);
        }
        return fitted;
    }

    Predictors predictors() {
        return new Predictors(means, sources, weights, neighbours);
    }

    /** The same neighbours, and no predictions. */
    Predictors contextsOnly() {
        return new Predictors(means, new int[means.length][0], new short[means.length][0], neighbours);
    }

    private static double[][] covariance(int[] numbers, int[] means, int rows) {
        int dim = means.length;
        double[][] sums = new double[dim][];
        float[] centred = new float[numbers.length];
        for (int feature = 0; feature < dim; feature++) {
            sums[feature] = new double[feature + 1];
            for (int row = 0; row < rows; row++) {
                centred[feature * rows + row] = (float) ((double) numbers[row * dim + feature] - means[feature]);
            }
        }
        for (int a = 0; a < dim; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int row = 0; row < rows; row++) {
                    sum += (double) centred[a * rows + row] * centred[b * rows + row];
                }
                sums[a][b] = sum / rows;
            }
        }
        return sums;
    }

    private double between(int a, int b) {
        return a >= b ? covariance[a][b] : covariance[b][a];
    }

    private void fit(int feature) {
        int[] chosen = new int[MOST];
        int count = 0;
        double[] weight = {};
        double[] left = Arrays.copyOf(covariance[feature], feature);
        double variance = covariance[feature][feature];
        while (count < MOST && variance > 0) {
            int best = best(left, chosen, count);
            if (best < 0 || left[best] * left[best] / (between(best, best) + NOISE) < LEAST_GAIN * variance) {
                break;
            }
            chosen[count++] = best;
            weight = solve(chosen, count, feature);
            for (int other = 0; other < feature; other++) {
                left[other] = between(feature, other);
                for (int i = 0; i < count; i++) {
                    left[other] -= weight[i] * between(chosen[i], other);
                }
            }
        }
        sources[feature] = Arrays.copyOf(chosen, count);
        weights[feature] = new short[count];
        for (int i = 0; i < count; i++) {
            double scaled = Math.rint(weight[i] * (1 << Learned.WEIGHT_BITS));
            weights[feature][i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, scaled));
        }
        neighbours[feature] = neighbours(feature, sources[feature]);
    }

    private int best(double[] left, int[] chosen, int count) {
        int best = -1;
        double most = 0;
        for (int other = 0; other < left.length; other++) {
            double gain = left[other] * left[other] / (between(other, other) + NOISE);
            if (gain > most && !contains(chosen, count, other)) {
                most = gain;
                best = other;
            }
        }
        return best;
    }

    private static boolean contains(int[] chosen, int count, int feature) {
        for (int i = 0; i < count; i++) {
            if (chosen[i] == feature) {
                return true;
            }
        }
        return false;
    }

    /** What it is predicted from and the two before it, each once. */
    private static int[] neighbours(int feature, int[] chosen) {
        int[] all = Arrays.copyOf(chosen, chosen.length + 2);
        int count = chosen.length;
        for (int back = 1; back <= 2 && back <= feature; back++) {
            if (!contains(all, count, feature - back)) {
                all[count++] = feature - back;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Gauss elimination of the few normal equations; what NOISE adds keeps the pivots off 0. */
    private double[] solve(int[] chosen, int count, int feature) {
        double[][] rows = new double[count][count + 1];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                rows[i][j] = between(chosen[i], chosen[j]) + (i == j ? NOISE : 0);
            }
            rows[i][count] = between(feature, chosen[i]);
        }
        for (int i = 0; i < count; i++) {
            for (int below = i + 1; below < count; below++) {
                double times = rows[below][i] / rows[i][i];
                for (int j = i; j <= count; j++) {
                    rows[below][j] -= times * rows[i][j];
                }
            }
        }
        double[] solution = new double[count];
        for (int i = count - 1; i >= 0; i--) {
            double sum = rows[i][count];
            for (int j = i + 1; j < count; j++) {
                sum -= rows[i][j] * solution[j];
            }
            solution[i] = sum / rows[i][i];
        }
        return solution;
    }
}
