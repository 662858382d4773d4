package dev.narrows.standalone.demo;

import java.util.Random;

/**
 * Principal component analysis: the mean of some rows and the directions in which they vary most.
 *
 * <p>The directions V [components, dim] span the leading eigenvectors of the covariance C, found by subspace iteration:
 * V is multiplied by C and made orthonormal again and again; what lies outside the leading space shrinks each time by the
 * ratio of the eigenvalues around its edge. A row x comes back as mean + Vᵀ V (x - mean). Immutable; any thread.
 */
final class Principal {
    private static final int ROUNDS = 60;

    private final double[] mean;
    private final double[][] directions;

    private Principal(double[] mean, double[][] directions) {
        this.mean = mean;
        this.directions = directions;
    }

    /** @param rows [rows, dim]; @param components 1 to dim */
    static Principal of(float[][] rows, int components, long seed) {
        double[] mean = mean(rows);
        double[][] covariance = covariance(rows, mean);
        double[][] directions = new double[components][mean.length];
        Random random = new Random(seed);
        for (double[] direction : directions) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextGaussian();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < components; i++) {
                directions[i] = times(covariance, directions[i]);
            }
            orthonormalise(directions);
        }
        return new Principal(mean, directions);
    }

    /** The row [dim] as its components alone give it back; a fresh array. */
    float[] back(float[] row) {
        double[] sum = mean.clone();
        for (double[] direction : directions) {
            double component = 0;
            for (int i = 0; i < row.length; i++) {
                component += direction[i] * (row[i] - mean[i]);
            }
            for (int i = 0; i < row.length; i++) {
                sum[i] += component * direction[i];
            }
        }
        float[] back = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            back[i] = (float) sum[i];
        }
        return back;
    }

    private static double[] mean(float[][] rows) {
        double[] mean = new double[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private static double[][] covariance(float[][] rows, double[] mean) {
        int dim = mean.length;
        double[][] covariance = new double[dim][dim];
        double[] centred = new double[dim];
        for (float[] row : rows) {
            for (int i = 0; i < dim; i++) {
                centred[i] = row[i] - mean[i];
            }
            for (int i = 0; i < dim; i++) {
                double[] line = covariance[i];
                double factor = centred[i] / rows.length;
                for (int j = 0; j < dim; j++) {
                    line[j] += factor * centred[j];
                }
            }
        }
        return covariance;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }

    private static void orthonormalise(double[][] directions) {
        for (int i = 0; i < directions.length; i++) {
            double[] direction = directions[i];
            for (int j = 0; j < i; j++) {
                double overlap = dot(directions[j], direction);
                for (int k = 0; k < direction.length; k++) {
                    direction[k] -= overlap * directions[j][k];
                }
            }
            double length = Math.sqrt(dot(direction, direction));
            for (int k = 0; k < direction.length; k++) {
                direction[k] /= length;
            }
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
