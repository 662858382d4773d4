package dev.narrows.trainer.network;

import dev.narrows.trainer.dataset.Dataset;

/**
 * A network with the weights that were found for it. Computes on one thread at a time, any; {@link #close()} frees the
 * weights.
 */
public record TrainedNetwork(Autoencoder network, Weights weights) implements AutoCloseable {

    private static final int SLICE_ROWS = 1024;

    /** The error of each row of {@code data}, [rows], in the network's units. */
    public float[] errors(Dataset data) {
        float[] errors = new float[data.rows()];
        slices(
                data,
                SLICE_ROWS,
                (from, rows, outcome) -> System.arraycopy(outcome.errors(), 0, errors, from, rows.count()));
        return errors;
    }

    /** What becomes of the first {@code rows} rows of {@code raw}, row-major in raw units. */
    public Outcome run(float[] raw, int rows) {
        Torch.enter();
        return network.run(raw, rows, weights);
    }

    /** Takes all rows of {@code data} through the network, {@code sliceRows} at a time, in order. */
    public void slices(Dataset data, int sliceRows, SliceReader reader) {
        Torch.enter();
        int size = Math.min(sliceRows, data.rows());
        float[] values = new float[size * data.dim()];
        for (int from = 0; from < data.rows(); from += size) {
            int count = Math.min(size, data.rows() - from);
            data.read(from, count, values);
            reader.read(from, new Rows(values, count), network.run(values, count, weights));
        }
    }

    @Override
    public void close() {
        weights.close();
    }

    /** What is done with each slice. */
    @FunctionalInterface
    public interface SliceReader {
        /** Takes the raw rows that start at row {@code from}, and what became of them. */
        void read(int from, Rows rows, Outcome outcome);
    }

    /** Raw rows of a slice, row-major. The array is used again for the next slice. */
    public static final class Rows {

        private final float[] values;
        private final int count;

        Rows(float[] values, int count) {
            this.values = values;
            this.count = count;
        }

        /** At least count * dim long. */
        public float[] values() {
            return values;
        }

        /** Rows. */
        public int count() {
            return count;
        }
    }
}
