package dev.narrows.trainer.fit.batch;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * The rows of a data set, normalised, in an order that is another each epoch: in memory where they fit, from disk where
 * they do not.
 *
 * <p>{@link #shuffle} and {@link #prepare} belong to one thread; between two calls of either any thread may take parts.
 */
public sealed interface Batches extends AutoCloseable permits MemoryBatches, DiskBatches {

    /** Values that are kept in memory at most: 1 GiB of float32. */
    long MOST_VALUES = 1L << 28;

    /** Values of one of the chunks that rows from disk pass through, two on the heap and one outside: 32 MiB each. */
    int CHUNK_VALUES = 1 << 23;

    /** For as many rows as there are; their tensors are on {@code device}. */
    static Batches of(Dataset data, Normalisation normalisation, int batchSize, Device device) {
        return (long) data.rows() * data.dim() <= MOST_VALUES
                ? new MemoryBatches(data, normalisation, batchSize, device)
                : new DiskBatches(data, normalisation, batchSize, CHUNK_VALUES, device);
    }

    /** Rows altogether. */
    int count();

    /** Rows of a step, but for the last, which may have fewer. */
    int batchSize();

    /** Steps an epoch. */
    default int steps() {
        return (count() + batchSize() - 1) / batchSize();
    }

    /** Rows of that step. */
    default int size(int step) {
        return Math.min(batchSize(), count() - step * batchSize());
    }

    /** Begins an epoch in an order that depends on nothing but the seed. */
    void shuffle(long seed);

    /** Makes the rows of {@code step} ready; steps come one after the other, from 0. */
    void prepare(int step);

    /** One of {@code parts} equal parts of a step's rows [n, dim]; n may be 0 where there are fewer rows than parts. */
    Tensor part(int step, int part, int parts);

    /** A copy of at most {@code most} rows [n, dim] out of all, the same every time. */
    Tensor sample(int most);

    @Override
    void close();
}
