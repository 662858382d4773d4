package dev.narrows.trainer.projection;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.network.scaling.Normalisation;
import java.util.stream.IntStream;

/** Rows that codes are learned from, in the network's units. One thread. */
public final class NormalRows {

    private static final int SLICE_ROWS = 1_024;

    private NormalRows() {}

    /** At most {@code enough} rows, at even distances. */
    public static Dataset spread(Dataset data, int enough) {
        int rows = Math.min(enough, data.rows());
        return rows == data.rows()
                ? data
                : Selection.of(
                        data,
                        IntStream.range(0, rows)
                                .map(i -> (int) ((long) i * data.rows() / rows))
                                .toArray());
    }

    /** What is done with a slice of normalised rows. */
    public interface Slice {
        /**
         * Takes one.
         *
         * @param normal [count, dim], row-major
         * @param from number of its first row
         */
        void take(float[] normal, int from, int count);
    }

    /** Takes all rows through the normalisation, some at a time, in order. */
    public static void slices(Dataset data, Normalisation normalisation, Slice slice) {
        float[] values = new float[SLICE_ROWS * data.dim()];
        for (int from = 0; from < data.rows(); from += SLICE_ROWS) {
            int count = Math.min(SLICE_ROWS, data.rows() - from);
            data.read(from, count, values);
            slice.take(normalisation.apply(values, count, data.dim()), from, count);
        }
    }
}
