package dev.narrows.trainer.fit.batch;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Owned;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** All rows in one tensor; an epoch is an order of indices. */
public final class MemoryBatches implements Batches {

    private static final int SLICE_VALUES = 1 << 22;

    private final Tensor rows;
    private final Device device;
    private final int count;
    private final int batchSize;
    private long[] order;

    public MemoryBatches(Dataset data, Normalisation normalisation, int batchSize, Device device) {
        this.count = data.rows();
        this.batchSize = Math.min(batchSize, count);
        this.device = device;
        this.order = Order.shuffled(count, 0);
        try (Owned<Tensor> all = new Owned<>(torch.empty(count, data.dim()), Tensor::close)) {
            fill(all.get(), data, normalisation);
            this.rows = device == Device.CPU ? all.handOn() : device.move(all.get());
        }
    }

    private static void fill(Tensor all, Dataset data, Normalisation normalisation) {
        int slice = Math.max(1, Math.min(data.rows(), SLICE_VALUES / data.dim()));
        float[] values = new float[slice * data.dim()];
        for (int from = 0; from < data.rows(); from += slice) {
            int size = Math.min(slice, data.rows() - from);
            data.read(from, size, values);
            try (PointerScope scope = new PointerScope()) {
                Tensor raw = Torch.tensor(values, slice, data.dim()).narrow(0, 0, size);
                all.narrow(0, from, size).copy_(normalisation.apply(raw));
            }
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public void shuffle(long seed) {
        order = Order.shuffled(count, seed);
    }

    @Override
    public void prepare(int step) {
        // All rows are there.
    }

    @Override
    public Tensor part(int step, int part, int parts) {
        int from = step * batchSize + Order.bound(size(step), part, parts);
        int to = step * batchSize + Order.bound(size(step), part + 1, parts);
        return rows.index_select(0, device.move(Torch.indices(Arrays.copyOfRange(order, from, to))));
    }

    @Override
    public Tensor sample(int most) {
        long[] some = Arrays.copyOf(Order.shuffled(count, 0), Math.min(most, count));
        return rows.index_select(0, device.move(Torch.indices(some)));
    }

    /** Rows {@code from} to {@code from + size - 1} in the data set's own order, without a copy. */
    public Tensor slice(int from, int size) {
        return rows.narrow(0, from, size);
    }

    @Override
    public void close() {
        rows.close();
    }
}
