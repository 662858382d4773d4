package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.registry.RegistryException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Brings a batch through the model in slices, in order. Where there are workers, slices run beside the stream thread
 * while it reads the next ones and forwards those before: reading and forwarding bound by memory and the model bound by
 * arithmetic then take each other's time. A stream thread that has to wait for a slice runs another one meanwhile.
 * Everything begins and ends within {@link #encode}: nothing is held back for a later batch.
 *
 * <p>For one thread at a time: the one that borrowed it from its {@link ModelSlot}.
 */
public final class BatchEncoder implements AutoCloseable {

    private final EncoderPool home;
    private final Slice[] slices;
    private final int maxRows;
    private final EncodeWorkers workers;
    private int oldest;
    private int inWork;

    BatchEncoder(EncoderPool home, Slice[] slices, int maxRows, EncodeWorkers workers) {
        this.home = home;
        this.slices = slices;
        this.maxRows = maxRows;
        this.workers = workers;
    }

    /** Takes each slice once it is encoded, on the thread that called {@link #encode}. */
    @FunctionalInterface
    public interface Listener {

        /** The slice and all that it tells hold until this returns. */
        void encoded(Slice slice);
    }

    /** The model's manifest. */
    public ModelManifest manifest() {
        return slices[0].manifest();
    }

    /**
     * Encodes a batch.
     *
     * @param batch one record or more
     * @param listener hears of each slice, in the order of the records
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     * @throws dev.narrows.schemas.onnx.InferenceException when the model could not run
     */
    public void encode(List<ConsumerRecord<byte[], byte[]>> batch, Listener listener) {
        if (slices.length == 1 || batch.size() <= maxRows) {
            encodeHere(batch, listener);
            return;
        }
        try {
            int next = 0;
            while (next < batch.size() || inWork > 0) {
                while (next < batch.size() && inWork < slices.length) {
                    next = start(batch, next);
                }
                Slice slice = slices[oldest];
                await(slice);
                slice.take();
                listener.encoded(slice);
                oldest = (oldest + 1) % slices.length;
                inWork--;
            }
        } finally {
            for (; inWork > 0; inWork--) {
                slices[oldest].abandon();
                oldest = (oldest + 1) % slices.length;
            }
        }
    }

    private void encodeHere(List<ConsumerRecord<byte[], byte[]>> batch, Listener listener) {
        Slice slice = slices[0];
        for (int next = 0; next < batch.size(); next += slice.count()) {
            slice.read(batch, next, Math.min(maxRows, batch.size() - next));
            slice.run();
            listener.encoded(slice);
        }
    }

    private int start(List<ConsumerRecord<byte[], byte[]>> batch, int next) {
        Slice slice = slices[(oldest + inWork) % slices.length];
        slice.read(batch, next, Math.min(maxRows, batch.size() - next));
        slice.queue();
        inWork++;
        workers.offer(slice);
        return next + slice.count();
    }

    /** The oldest slice first, then those behind it, and only then idly. */
    private void await(Slice slice) {
        for (int i = 0; i < inWork && !slice.isDone(); i++) {
            slices[(oldest + i) % slices.length].runIfQueued();
        }
        while (!slice.isDone()) {
            LockSupport.park(slice);
        }
    }

    /** Gives it back. */
    @Override
    public void close() {
        home.giveBack(this);
    }

    void free() {
        for (Slice slice : slices) {
            slice.free();
        }
    }
}
