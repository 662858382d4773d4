package dev.narrows.trainer.matrix;

import dev.narrows.trainer.tensor.Torch;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Eigenvalues and eigenvectors of a symmetric matrix, the largest first. Immutable. */
public final class Eigen {

    private final double[] values;
    private final float[] vectors;

    private Eigen(double[] values, float[] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * The {@code count} largest.
     *
     * @param matrix [size, size], symmetric and finite
     */
    public static Eigen ofSymmetric(double[] matrix, int size, int count) {
        if (count < 1 || count > size) {
            throw new IllegalArgumentException("count: " + count + " (expected: 1 to " + size + ")");
        }
        Torch.enter();
        try (PointerScope scope = new PointerScope()) {
            Tensor symmetric = torch.from_blob(
                    new DoublePointer(matrix), new long[] {size, size}, new TensorOptions(ScalarType.Double));
            T_TensorTensor_T rising = torch.linalg_eigh(symmetric);
            double[] all = doubles(rising.get0());
            float[] columns = Torch.values(rising.get1().to(ScalarType.Float).t());
            double[] values = new double[count];
            float[] vectors = new float[count * size];
            for (int i = 0; i < count; i++) {
                values[i] = all[size - 1 - i];
                System.arraycopy(columns, (size - 1 - i) * size, vectors, i * size, size);
            }
            return new Eigen(values, vectors);
        }
    }

    /** [count], falling. */
    public double[] values() {
        return values.clone();
    }

    /** [count, size], of length 1 each, one a row. */
    public float[] vectors() {
        return vectors.clone();
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        new DoublePointer(tensor.contiguous().data_ptr()).get(values);
        return values;
    }
}
