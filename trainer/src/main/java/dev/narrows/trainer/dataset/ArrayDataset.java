package dev.narrows.trainer.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rows that are in memory already. Immutable as long as its maker does not write to the array. */
public final class ArrayDataset implements Dataset {

    private final float[] values;
    private final int rows;
    private final int dim;
    private final List<Integer> shape;
    private final byte[] labels;

    private ArrayDataset(float[] values, int dim, List<Integer> shape, byte[] labels) {
        if (dim < 1) {
            throw new DatasetException("dim: " + dim + " (expected: >= 1)");
        }
        if (values.length == 0 || values.length % dim != 0) {
            throw new DatasetException("values: " + values.length + " (expected: rows of " + dim + ", at least one)");
        }
        this.values = values;
        this.rows = values.length / dim;
        this.dim = dim;
        this.shape = List.copyOf(shape);
        this.labels = labels;
    }

    /** Rows without labels; the array is not copied. */
    public static ArrayDataset of(float[] values, int dim) {
        return new ArrayDataset(values, dim, List.of(dim), new byte[0]);
    }

    /** Rows with a label each; the arrays are not copied. */
    public static ArrayDataset of(float[] values, int dim, byte[] labels) {
        ArrayDataset data = new ArrayDataset(values, dim, List.of(dim), labels);
        LabelledDataset.requireOneEach(data.rows, labels);
        return data;
    }

    /** A copy in memory of all rows of {@code data}; at most 2^31 - 1 values. */
    public static ArrayDataset copyOf(Dataset data) {
        float[] values = new float[Math.multiplyExact(data.rows(), data.dim())];
        data.read(0, data.rows(), values);
        return new ArrayDataset(values, data.dim(), data.shape(), data.labels().orElse(new byte[0]));
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public void read(int from, int count, float[] target) {
        Objects.checkFromIndexSize(from, count, rows);
        System.arraycopy(values, from * dim, target, 0, count * dim);
    }

    @Override
    public List<Integer> shape() {
        return shape;
    }

    @Override
    public Optional<byte[]> labels() {
        return labels.length == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(labels, rows));
    }
}
