package dev.narrows.trainer.dataset;

/** Goes through all rows of a data set in slices that fit the processor's cache rather than the whole in memory. */
public final class Slices {

    private static final int SLICE_VALUES = 1 << 18;

    /** What is done with a slice. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Sees one slice.
         *
         * @param values [count, dim] from index 0, row-major; overwritten by the next slice
         * @param from number of its first row
         * @param count rows in it
         */
        void slice(float[] values, int from, int count);
    }

    private Slices() {}

    /** Shows all rows to {@code visitor}, in order. */
    public static void of(Dataset data, Visitor visitor) {
        of(data, Math.max(1, SLICE_VALUES / data.dim()), visitor);
    }

    /** Shows all rows to {@code visitor}, in order, at most {@code rows} at a time. */
    public static void of(Dataset data, int rows, Visitor visitor) {
        int slice = Math.min(rows, data.rows());
        float[] values = new float[Math.multiplyExact(slice, data.dim())];
        for (int from = 0; from < data.rows(); from += slice) {
            int count = Math.min(slice, data.rows() - from);
            data.read(from, count, values);
            visitor.slice(values, from, count);
        }
    }
}
