package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.stream.batch.Batch;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings batches through the model in slices, in order. Where there are workers, these encode slices while the stream
 * thread polls and forwards. A stream thread that has to wait for a slice encodes another one meanwhile. Slices that are
 * in work when {@link #encode} returns come with a later call, {@link #finish} at the latest.
 *
 * <p>For one thread at a time: the one that borrowed it from the {@link ModelsInService}.
 */
public final class BatchEncoder implements AutoCloseable {

    private final EncoderPool home;
    private final SliceTask[] tasks;
    private final int maxRows;
    private final EncodeWorkers workers;
    private int oldest;
    private int inWork;

    BatchEncoder(EncoderPool home, SliceTask[] tasks, int maxRows, EncodeWorkers workers) {
        this.home = home;
        this.tasks = tasks;
        this.maxRows = maxRows;
        this.workers = workers;
    }

    /** Takes each slice once it is encoded, on the thread that called. */
    @FunctionalInterface
    public interface Listener {

        /** The slice and all that it tells hold until this returns. */
        void encoded(Slice slice);
    }

    boolean isOf(EncoderPool pool) {
        return home == pool;
    }

    /** The stable version's manifest. */
    public ModelManifest manifest() {
        return tasks[0].slice().stable().manifest();
    }

    /**
     * Takes in a batch.
     *
     * @param batch of one record or more
     * @param listener hears of each slice that is encoded, those of earlier batches first, in the order of the records
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     * @throws dev.narrows.schemas.onnx.InferenceException when the model could not run
     */
    public void encode(Batch batch, Listener listener) {
        boolean small = batch.size() <= maxRows;
        if (tasks.length == 1 || (small && inWork == 0)) {
            encodeHere(batch, listener);
            return;
        }
        try {
            for (int next = 0; next < batch.size(); ) {
                if (inWork == tasks.length) {
                    handOn(listener);
                }
                next = start(batch, next);
                handOnDone(listener);
            }
        } catch (RuntimeException | Error e) {
            abandon();
            throw e;
        }
        // A small batch says that there is little to do, and then no result shall wait for the next one.
        if (small || !home.maySpare()) {
            finish(listener);
        }
    }

    /**
     * Waits for what is in work.
     *
     * @param listener hears of each slice, in the order of the records
     * @throws dev.narrows.schemas.onnx.InferenceException when the model could not run
     */
    public void finish(Listener listener) {
        try {
            while (inWork > 0) {
                handOn(listener);
            }
        } catch (RuntimeException | Error e) {
            abandon();
            throw e;
        }
    }

    /** Whether nothing is in work. */
    public boolean isIdle() {
        return inWork == 0;
    }

    private void encodeHere(Batch batch, Listener listener) {
        SliceTask task = tasks[0];
        for (int next = 0; next < batch.size(); next += task.slice().count()) {
            task.assign(batch, next, Math.min(maxRows, batch.size() - next));
            task.encode();
            listener.encoded(task.slice());
        }
        task.forget();
    }

    private void handOnDone(Listener listener) {
        while (inWork > 0 && tasks[oldest].isDone()) {
            handOn(listener);
        }
    }

    private void handOn(Listener listener) {
        SliceTask task = tasks[oldest];
        await(task);
        task.take();
        listener.encoded(task.slice());
        forget();
    }

    private void abandon() {
        while (inWork > 0) {
            tasks[oldest].abandon();
            forget();
        }
    }

    private void forget() {
        tasks[oldest].forget();
        oldest = (oldest + 1) % tasks.length;
        inWork--;
    }

    private int start(Batch batch, int next) {
        SliceTask task = tasks[(oldest + inWork) % tasks.length];
        task.assign(batch, next, Math.min(maxRows, batch.size() - next));
        task.queue();
        inWork++;
        workers.offer(task);
        return next + task.slice().count();
    }

    /** The oldest slice first, then those behind it, and only then idly. */
    private void await(SliceTask task) {
        for (int i = 0; i < inWork && !task.isDone(); i++) {
            tasks[(oldest + i) % tasks.length].encodeIfQueued();
        }
        while (!task.isDone()) {
            LockSupport.park(task);
        }
    }

    /** Gives up what is in work, and gives the encoder back. */
    @Override
    public void close() {
        abandon();
        home.giveBack(this);
    }
}
