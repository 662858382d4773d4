package dev.narrows.trainer.matrix;

import dev.narrows.trainer.tensor.Torch;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Products of float32 matrices. Pure functions; any thread. */
public final class Product {

    private Product() {}

    /**
     * {@code a b}.
     *
     * @param a [m, k], the first m k values
     * @param b [k, n], the first k n values
     * @return [m, n]
     */
    public static float[] of(float[] a, float[] b, int m, int k, int n) {
        Torch.enter();
        try (PointerScope scope = new PointerScope()) {
            return Torch.values(tensor(a, m, k).mm(tensor(b, k, n)));
        }
    }

    /**
     * {@code a b'}, b transposed.
     *
     * @param a [m, k], the first m k values
     * @param b [n, k], the first n k values
     * @return [m, n]
     */
    public static float[] transposed(float[] a, float[] b, int m, int k, int n) {
        Torch.enter();
        try (PointerScope scope = new PointerScope()) {
            return Torch.values(tensor(a, m, k).mm(tensor(b, n, k).t()));
        }
    }

    /** A tensor with a copy of the first rows columns values, freed with the scope that it is made in. */
    static Tensor tensor(float[] values, long rows, long columns) {
        long count = rows * columns;
        FloatPointer copy = new FloatPointer(count).put(values, 0, Math.toIntExact(count));
        return torch.from_blob(copy, new long[] {rows, columns}, new TensorOptions(ScalarType.Float));
    }
}
