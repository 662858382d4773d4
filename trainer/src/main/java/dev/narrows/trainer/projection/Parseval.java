package dev.narrows.trainer.projection;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.matrix.Product;
import dev.narrows.trainer.network.code.Code;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Weights;

/**
 * Whether the error of a row can be had without its reconstruction. For orthonormal rows of P,
 * {@code |x - P' z'|^2 = |x|^2 - |z|^2 + |z - z'|^2}, but in float32 the difference of the first two is only as exact as a
 * ten millionth of them, which is too little where nearly all of a row is kept. So it is tried on the rows themselves.
 */
final class Parseval {

    private static final double MOST_OFF = 3e-4;
    private static final int MOST_ROWS = 4_096;

    private Parseval() {}

    /**
     * Whether every row's error is right within {@value #MOST_OFF} of itself.
     *
     * @param basis [code.dims(), dim], orthonormal but for rows of zeros
     * @param weights in which the code keeps what it has learned
     */
    static boolean holds(Dataset rows, Normalisation normalisation, float[] basis, Code code, Weights weights) {
        double[] worst = new double[1];
        NormalRows.slices(rows, normalisation, (normal, from, count) -> {
            if (from >= MOST_ROWS) {
                return;
            }
            int dim = rows.dim();
            int dims = code.dims();
            float[] components = Product.transposed(normal, basis, count, dim, dims);
            float[] back = code.roundTrip(components, count, weights);
            float[] restored = Product.of(back, basis, count, dims, dim);
            for (int row = 0; row < count; row++) {
                float beyond = squares(normal, row * dim, dim) - squares(components, row * dims, dims);
                float lost = 0;
                for (int i = row * dims; i < (row + 1) * dims; i++) {
                    lost += (components[i] - back[i]) * (components[i] - back[i]);
                }
                double exact = 0;
                for (int i = row * dim; i < (row + 1) * dim; i++) {
                    double off = (double) normal[i] - restored[i];
                    exact += off * off;
                }
                double fast = Math.max(0, beyond) + lost;
                worst[0] = Math.max(worst[0], Math.abs(fast - exact) / Math.max(exact, Double.MIN_NORMAL));
            }
        });
        return worst[0] <= MOST_OFF;
    }

    private static float squares(float[] values, int from, int count) {
        float sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }
}
