package dev.narrows.stream.encode;

import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One model and the encoders made of it. There are as many as were ever out at the same time: one for each stream thread,
 * and one for each task with a batch in work between two calls, which ends where {@link SlicePlan#kept} of them are out.
 * The one given back last goes out first, while its buffers are still in the processor's cache. Any thread. Once retired it hands out none, and frees each that comes back.
 */
final class EncoderPool {

    private final OnnxModel model;
    private final Supplier<VectorReader> readers;
    private final RegistryWait registry;
    private final SlicePlan plan;
    private final EncodeWorkers workers;
    private final Deque<BatchEncoder> idle = new ArrayDeque<>();
    private final int kept;
    private int out;
    private boolean retired;

    EncoderPool(
            OnnxModel model,
            Supplier<VectorReader> readers,
            RegistryWait registry,
            SlicePlan plan,
            EncodeWorkers workers) {
        this.model = model;
        this.readers = readers;
        this.registry = registry;
        this.plan = plan;
        this.workers = workers;
        this.kept = plan.kept(model.manifest().getInputDim(), model.provider(), workers.count());
    }

    OnnxModel model() {
        return model;
    }

    /** An encoder of the borrower's own until it closes it; empty once retired. */
    synchronized Optional<BatchEncoder> borrow() {
        if (retired) {
            return Optional.empty();
        }
        out++;
        BatchEncoder free = idle.pollFirst();
        return Optional.of(free == null ? make() : free);
    }

    /** Whether there are few enough out that one may stay so between two batches. */
    synchronized boolean maySpare() {
        return out <= kept;
    }

    synchronized void giveBack(BatchEncoder encoder) {
        out--;
        if (retired) {
            encoder.free();
        } else {
            idle.addFirst(encoder);
        }
    }

    /** Closes the model as soon as the last borrowed encoder is back. */
    synchronized void retire() {
        retired = true;
        idle.forEach(BatchEncoder::free);
        idle.clear();
        model.close();
    }

    private BatchEncoder make() {
        int maxRows = plan.rows(model.manifest().getInputDim(), model.provider());
        Slice[] slices = new Slice[plan.slices(model.manifest().getInputDim(), model.provider(), workers.count())];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = new Slice(model.manifest(), model.newEncoder(maxRows), readers.get(), registry, maxRows);
        }
        return new BatchEncoder(this, slices, maxRows, workers);
    }
}
