package dev.narrows.stream.encode;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One model, what threads encode with on it, and the encoders made of that. There are as many encoders as were ever out at
 * the same time: one for each stream thread, and one for each task with a batch in work between two calls, which ends
 * where {@link SlicePlan#kept} of them are out. Any thread. Once retired it hands out none, and closes the model when the
 * last is back.
 */
final class EncoderPool {

    private final OnnxModel model;
    private final SlicePlan plan;
    private final EncodeWorkers workers;
    private final Workspaces streamThreads;
    private final Workspaces workerThreads;
    private final Deque<BatchEncoder> idle = new ArrayDeque<>();
    private final int maxRows;
    private final int kept;
    private int out;
    private boolean retired;

    EncoderPool(
            OnnxModel model,
            Supplier<VectorReader> readers,
            RegistryWait registry,
            FailureLimit failures,
            Fidelity fidelity,
            SlicePlan plan,
            EncodeWorkers workers) {
        int inputDim = model.manifest().getInputDim();
        this.model = model;
        this.plan = plan;
        this.workers = workers;
        this.maxRows = plan.rows(inputDim, model.provider());
        this.kept = plan.kept(inputDim);
        requireKept(fidelity, model);
        Supplier<Workspace> make = () -> new Workspace(
                model.newEncoder(maxRows),
                readers.get(),
                registry,
                failures,
                fidelity.corrects() ? new Corrections(fidelity, model.manifest()) : null,
                inputDim);
        this.streamThreads = new Workspaces(make);
        this.workerThreads = new Workspaces(make);
    }

    private static void requireKept(Fidelity fidelity, OnnxModel model) {
        try {
            new Corrections(fidelity, model.manifest());
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(String.valueOf(e.getMessage()), e);
        }
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

    /** Nothing is in work on it any more. */
    synchronized void giveBack(BatchEncoder encoder) {
        out--;
        idle.addFirst(encoder);
        freeIfUnused();
    }

    /** Closes the model as soon as the last borrowed encoder is back. */
    synchronized void retire() {
        retired = true;
        freeIfUnused();
    }

    private void freeIfUnused() {
        if (retired && out == 0) {
            streamThreads.free();
            workerThreads.free();
            model.close();
        }
    }

    private BatchEncoder make() {
        Slice[] slices = new Slice[plan.slices(maxRows, workers.count())];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = new Slice(model.manifest(), streamThreads, workerThreads, maxRows);
        }
        return new BatchEncoder(this, slices, maxRows, workers);
    }
}
