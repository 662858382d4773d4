package dev.narrows.trainer.codec;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import dev.narrows.trainer.matrix.Covariance;
import dev.narrows.trainer.matrix.Eigen;
import dev.narrows.trainer.matrix.Product;
import java.util.Arrays;

/**
 * Principal components: the linear code that loses least, and so the first thing that a network has to beat (Pearson
 * 1901, Hotelling 1933). With mean m and the eigenvectors V [components, dim] of the covariance with the largest
 * eigenvalues,
 *
 * <pre>
 *   code = (x - m) V'         reconstruction = code V + m
 * </pre>
 *
 * Rows wider than {@value #MOST_DIM} values are turned around: the eigenvectors of the products of {@value #MOST_DIM} rows
 * with each other give the components that those rows span. Immutable; any thread.
 */
public final class Pca {

    private static final int MOST_DIM = 2048;

    private final int dim;
    private final float[] mean;
    private final float[] components;
    private final int count;

    private Pca(float[] mean, float[] components, int count) {
        this.dim = mean.length;
        this.mean = mean;
        this.components = components;
        this.count = count;
    }

    /**
     * Learns from all rows of {@code data}.
     *
     * @param components how many are kept at most, 1 or more; there are never more than values a row or rows
     */
    public static Pca fit(Dataset data, int components) {
        int most = Math.min(components, Math.min(data.dim(), data.rows()));
        if (most < 1) {
            throw new IllegalArgumentException("components: " + components + " (expected: >= 1)");
        }
        return data.dim() <= MOST_DIM ? ofFeatures(data, most) : ofRows(data, most);
    }

    private static Pca ofFeatures(Dataset data, int count) {
        Covariance covariance = new Covariance(data.dim());
        // Slices with more rows than columns, so that adding up the products costs little beside making them.
        Slices.of(data, Math.max(1024, 4 * data.dim()), (values, from, rows) -> covariance.add(values, rows));
        Eigen eigen = Eigen.ofSymmetric(covariance.matrix(), data.dim(), count);
        return new Pca(floats(covariance.mean()), eigen.vectors(), count);
    }

    private static Pca ofRows(Dataset data, int most) {
        int dim = data.dim();
        ArrayDataset some = Sample.of(data, MOST_DIM);
        int rows = some.rows();
        float[] centred = new float[rows * dim];
        some.read(0, rows, centred);
        float[] mean = centre(centred, rows, dim);
        float[] products = Product.transposed(centred, centred, rows, dim, rows);
        double[] symmetric = new double[products.length];
        for (int i = 0; i < products.length; i++) {
            symmetric[i] = products[i];
        }
        int count = Math.min(most, rows);
        Eigen eigen = Eigen.ofSymmetric(symmetric, rows, count);
        float[] components = Product.of(eigen.vectors(), centred, count, rows, dim);
        for (int i = 0; i < count; i++) {
            normalise(components, i * dim, dim);
        }
        return new Pca(mean, components, count);
    }

    /** The same with the first components only; with all of them where there are not so many. */
    public Pca first(int components) {
        int kept = Math.min(components, count);
        return new Pca(mean, Arrays.copyOf(this.components, kept * dim), kept);
    }

    /** Components kept. */
    public int count() {
        return count;
    }

    /** Values a row. */
    public int dim() {
        return dim;
    }

    /** The codes [rows, count] of the first rows of {@code values}. */
    public float[] encode(float[] values, int rows) {
        float[] centred = new float[rows * dim];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = values[i] - mean[i % dim];
        }
        return Product.transposed(centred, components, rows, dim, count);
    }

    /** Fills {@code rows} with what the codes [count of rows, count] mean. */
    public void decode(float[] codes, int rows, float[] values) {
        float[] centred = Product.of(codes, components, rows, count, dim);
        for (int i = 0; i < centred.length; i++) {
            values[i] = centred[i] + mean[i % dim];
        }
    }

    private static float[] centre(float[] values, int rows, int dim) {
        double[] mean = new double[dim];
        for (int i = 0; i < values.length; i++) {
            mean[i % dim] += values[i] / (double) rows;
        }
        float[] floats = floats(mean);
        for (int i = 0; i < values.length; i++) {
            values[i] -= floats[i % dim];
        }
        return floats;
    }

    private static void normalise(float[] values, int from, int length) {
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            squares += (double) values[i] * values[i];
        }
        float factor = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
        for (int i = from; i < from + length; i++) {
            values[i] *= factor;
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
