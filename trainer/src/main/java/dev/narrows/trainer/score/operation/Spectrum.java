package dev.narrows.trainer.score.operation;

import dev.narrows.trainer.matrix.Eigen;
import dev.narrows.trainer.matrix.Product;
import java.util.function.DoubleUnaryOperator;

/** Functions of a symmetric, positive semi-definite matrix: {@code V f(values) V'}. */
public final class Spectrum {

    private final double[] values;
    private final float[] vectors;
    private final int size;

    private Spectrum(double[] values, float[] vectors, int size) {
        this.values = values;
        this.vectors = vectors;
        this.size = size;
    }

    /** Decomposes {@code matrix} [size, size]. */
    public static Spectrum of(double[] matrix, int size) {
        Eigen eigen = Eigen.ofSymmetric(matrix, size, size);
        return new Spectrum(eigen.values(), eigen.vectors(), size);
    }

    /** {@code f} of the matrix [size, size], row-major; eigenvalues below 0 are rounding and taken as 0. */
    public float[] map(DoubleUnaryOperator f) {
        float[] columns = new float[vectors.length];
        float[] scaled = new float[vectors.length];
        for (int k = 0; k < size; k++) {
            float factor = (float) f.applyAsDouble(Math.max(0, values[k]));
            for (int i = 0; i < size; i++) {
                columns[i * size + k] = vectors[k * size + i];
                scaled[k * size + i] = factor * vectors[k * size + i];
            }
        }
        return Product.of(columns, scaled, size, size, size);
    }
}
