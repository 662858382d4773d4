package dev.narrows.trainer.matrix;

import dev.narrows.trainer.tensor.Torch;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Mean and covariance of rows that come in slices. The products of a slice are float32, of rows that are shifted by the
 * mean of the first slice, so that nothing cancels; their sum over slices is double. For one thread.
 */
public final class Covariance {

    private final int dim;
    private final double[] shift;
    private final double[] sum;
    private final double[] products;
    private float[] shifted = new float[0];
    private long rows;

    /** Of rows of {@code dim} values; takes 8 dim dim bytes. */
    public Covariance(int dim) {
        this.dim = dim;
        this.shift = new double[dim];
        this.sum = new double[dim];
        this.products = new double[Math.multiplyExact(dim, dim)];
    }

    /** Adds the first {@code count} rows of {@code values}, row-major. */
    public void add(float[] values, int count) {
        if (rows == 0) {
            for (int i = 0; i < count * dim; i++) {
                shift[i % dim] += values[i] / (double) count;
            }
        }
        if (shifted.length < count * dim) {
            shifted = new float[count * dim];
        }
        for (int row = 0, at = 0; row < count; row++) {
            for (int feature = 0; feature < dim; feature++, at++) {
                double value = values[at] - shift[feature];
                shifted[at] = (float) value;
                sum[feature] += value;
            }
        }
        Torch.enter();
        try (PointerScope scope = new PointerScope()) {
            Tensor slice = Product.tensor(shifted, count, dim);
            float[] added = Torch.values(slice.t().mm(slice));
            for (int i = 0; i < products.length; i++) {
                products[i] += added[i];
            }
        }
        rows += count;
    }

    /** Rows added. */
    public long rows() {
        return rows;
    }

    /** [dim]. */
    public double[] mean() {
        double[] mean = new double[dim];
        for (int i = 0; i < dim; i++) {
            mean[i] = shift[i] + sum[i] / rows;
        }
        return mean;
    }

    /** [dim, dim], with the number of rows as its divisor. */
    public double[] matrix() {
        double[] matrix = new double[products.length];
        for (int i = 0, at = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++, at++) {
                matrix[at] = products[at] / rows - sum[i] / rows * (sum[j] / rows);
            }
        }
        return matrix;
    }
}
