package dev.narrows.trainer.fit;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.Normalisation;
import dev.narrows.trainer.network.Torch;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The rows of a data set, normalised, in memory, in an order that is another each epoch.
 *
 * <p>{@link #shuffle} belongs to one thread; between two calls any thread may take parts.
 */
final class Batches implements AutoCloseable {

    private static final int SLICE_VALUES = 1 << 22;

    private final Tensor rows;
    private final int count;
    private final int batchSize;
    private final long[] order;

    Batches(Dataset data, Normalisation normalisation, int batchSize) {
        this.count = data.rows();
        this.batchSize = Math.min(batchSize, count);
        this.rows = torch.empty(count, data.dim());
        this.order = new long[count];
        int slice = Math.max(1, Math.min(count, SLICE_VALUES / data.dim()));
        float[] values = new float[slice * data.dim()];
        for (int from = 0; from < count; from += slice) {
            int size = Math.min(slice, count - from);
            data.read(from, size, values);
            try (PointerScope scope = new PointerScope()) {
                Tensor raw = Torch.tensor(values, slice, data.dim()).narrow(0, 0, size);
                rows.narrow(0, from, size).copy_(normalisation.apply(raw));
            }
        }
    }

    /** Steps an epoch; the last may be smaller. */
    int steps() {
        return (count + batchSize - 1) / batchSize;
    }

    /** Rows of that step. */
    int size(int step) {
        return Math.min(batchSize, count - step * batchSize);
    }

    /** Rows altogether. */
    int count() {
        return count;
    }

    /** A new order, which depends on nothing but the seed (Fisher and Yates 1938). */
    void shuffle(long seed) {
        Arrays.setAll(order, i -> i);
        Random random = new Random(seed);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long value = order[i];
            order[i] = order[other];
            order[other] = value;
        }
    }

    /** One of {@code parts} equal parts of a step's rows [n, dim]; n may be 0 where there are fewer rows than parts. */
    Tensor part(int step, int part, int parts) {
        int size = size(step);
        int from = (int) ((long) size * part / parts);
        int to = (int) ((long) size * (part + 1) / parts);
        long[] indices = new long[to - from];
        System.arraycopy(order, step * batchSize + from, indices, 0, indices.length);
        return rows.index_select(0, Torch.indices(indices));
    }

    /** A copy of at most {@code most} rows [n, dim] out of all, in the order of the last {@link #shuffle}. */
    Tensor sample(int most) {
        return rows.index_select(0, Torch.indices(Arrays.copyOf(order, Math.min(most, count))));
    }

    /** Rows {@code from} to {@code from + size - 1} in the data set's own order, without a copy. */
    Tensor slice(int from, int size) {
        return rows.narrow(0, from, size);
    }

    @Override
    public void close() {
        rows.close();
    }
}
