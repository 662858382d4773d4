package dev.narrows.trainer.network;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.graph.WeightFormat;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.network.error.Stations;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * A network with the weights that were found for it. Computes on one thread at a time, any; {@link #close()} frees the
 * weights.
 *
 * @param network what computes with them
 * @param weights their values
 * @param format what they are exported as
 */
public record TrainedNetwork(Autoencoder network, Weights weights, WeightFormat format) implements AutoCloseable {

    private static final int SLICE_ROWS = 1024;

    /** One whose weights are exported as they are. */
    public TrainedNetwork(Autoencoder network, Weights weights) {
        this(network, weights, WeightFormat.FLOAT32);
    }

    /** The same weights under another score. Whoever closes one of the two closes both. */
    public TrainedNetwork withScore(Score score) {
        return new TrainedNetwork(network.withScore(score), weights, format);
    }

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

    /** Takes all rows of {@code data} on their way, {@code sliceRows} at a time, in order. */
    public void stations(Dataset data, int sliceRows, StationReader reader) {
        Torch.enter();
        int size = Math.min(sliceRows, data.rows());
        float[] values = new float[size * data.dim()];
        for (int from = 0; from < data.rows(); from += size) {
            int count = Math.min(size, data.rows() - from);
            data.read(from, count, values);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor raw = Torch.tensor(values, size, data.dim()).narrow(0, 0, count);
                reader.read(from, network.stations(raw, weights));
            }
        }
    }

    @Override
    public void close() {
        weights.close();
    }

    /** What is done with each slice of rows on their way. */
    @FunctionalInterface
    public interface StationReader {
        /** Takes the rows that start at row {@code from}; the tensors are gone after it returns. */
        void read(int from, Stations<Tensor> rows);
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
