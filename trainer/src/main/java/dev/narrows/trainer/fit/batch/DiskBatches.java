package dev.narrows.trainer.fit.batch;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Torch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Rows from disk, a chunk at a time, while another thread reads the next. An epoch goes through blocks of neighbouring
 * rows in a new order; as many blocks as make a chunk are shuffled with each other row by row. So each read is one of many
 * rows, and a batch still mixes rows from everywhere.
 */
final class DiskBatches implements Batches {

    private static final int BLOCK_VALUES = 1 << 16;

    private final Dataset data;
    private final Normalisation normalisation;
    private final int batchSize;
    private final int blockRows;
    private final int chunkSteps;
    private final Device device;
    private final ExecutorService reader;

    private long seed;
    private long[] blocks = {};
    private @Nullable Future<float[]> next;
    private @Nullable Tensor chunk;
    private int chunkNumber;

    /** @param chunkValues of each of two chunks */
    DiskBatches(Dataset data, Normalisation normalisation, int batchSize, int chunkValues, Device device) {
        this.device = device;
        this.data = data;
        this.normalisation = normalisation;
        this.batchSize = Math.min(batchSize, data.rows());
        this.chunkSteps = Math.max(1, chunkValues / data.dim() / this.batchSize);
        this.blockRows = Math.max(1, Math.min(BLOCK_VALUES / data.dim(), chunkSteps * this.batchSize / 8));
        this.reader = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "narrows-read");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int count() {
        return data.rows();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public void shuffle(long newSeed) {
        forget();
        seed = newSeed;
        blocks = Order.shuffled((count() + blockRows - 1) / blockRows, newSeed);
        next = read(0);
    }

    @Override
    public void prepare(int step) {
        if (step % chunkSteps == 0 && step < steps()) {
            chunkNumber = step / chunkSteps;
            float[] values = await();
            next = read(chunkNumber + 1);
            release();
            try (PointerScope scope = new PointerScope()) {
                Tensor raw = Torch.tensor(values, values.length / data.dim(), data.dim());
                chunk = device.move(normalisation.apply(raw)).retainReference();
            }
        }
    }

    @Override
    public Tensor part(int step, int part, int parts) {
        if (chunk == null) {
            throw new IllegalStateException("step " + step + ": not prepared (expected: prepare before part)");
        }
        int start = (step - chunkNumber * chunkSteps) * batchSize;
        int from = Order.bound(size(step), part, parts);
        int to = Order.bound(size(step), part + 1, parts);
        return chunk.narrow(0, start + from, to - from);
    }

    @Override
    public Tensor sample(int most) {
        int size = Math.min(most, count());
        float[] values = new float[size * data.dim()];
        float[] row = new float[data.dim()];
        for (int i = 0; i < size; i++) {
            data.read(Order.bound(count(), i, size), 1, row);
            System.arraycopy(row, 0, values, i * row.length, row.length);
        }
        return device.move(normalisation.apply(Torch.tensor(values, size, data.dim())));
    }

    @Override
    public void close() {
        forget();
        reader.shutdown();
        release();
    }

    private Future<float[]> read(int number) {
        long from = (long) number * chunkSteps * batchSize;
        int rows = (int) Math.max(0, Math.min((long) chunkSteps * batchSize, count() - from));
        long[] order = blocks;
        long shuffle = seed + number;
        return reader.submit(() -> chunk(order, from, rows, shuffle));
    }

    /** Rows {@code from} to {@code from + rows - 1} of the epoch's order of blocks, shuffled. */
    private float[] chunk(long[] order, long from, int rows, long shuffle) {
        int dim = data.dim();
        float[] values = new float[rows * dim];
        long[] places = Order.shuffled(rows, shuffle);
        float[] block = new float[blockRows * dim];
        int filled = 0;
        long passed = 0;
        for (long number : order) {
            int start = (int) (number * blockRows);
            int size = Math.min(blockRows, count() - start);
            long skip = Math.max(0, from - passed);
            if (skip < size && filled < rows) {
                int take = (int) Math.min(size - skip, rows - filled);
                data.read(start + (int) skip, take, block);
                for (int i = 0; i < take; i++) {
                    System.arraycopy(block, i * dim, values, (int) places[filled++] * dim, dim);
                }
            }
            passed += size;
        }
        return values;
    }

    private float[] await() {
        if (next == null) {
            throw new IllegalStateException("epoch: not begun (expected: shuffle before prepare)");
        }
        try {
            return next.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("fit: interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("fit: cannot read the data set", e.getCause());
        }
    }

    private void forget() {
        if (next != null) {
            next.cancel(true);
            next = null;
        }
    }

    private void release() {
        if (chunk != null) {
            chunk.close();
            chunk = null;
        }
    }
}
