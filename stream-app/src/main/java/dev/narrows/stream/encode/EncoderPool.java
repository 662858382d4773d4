package dev.narrows.stream.encode;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.encode.Corrections;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.model.Baselines;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.compare.PairRun;
import dev.narrows.stream.compare.Sample;
import dev.narrows.stream.encode.step.Split;
import dev.narrows.stream.encode.step.Trial;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The models in service at one time, and the encoders and workspaces made of them. The pool has as many encoders as were
 * ever out at the same time: one for each stream thread, and one for each task with a batch in work between two calls, of
 * which {@link SlicePlan#kept} are allowed. A retired pool lends no encoder, and reports when the last one is back. Any
 * thread.
 */
final class EncoderPool {

    private final OnnxModel stable;
    private final Optional<Candidate> candidate;
    private final Runnable onFree;
    private final SlicePlan plan;
    private final EncodeWorkers workers;
    private final Workspaces streamThreads;
    private final Workspaces workerThreads;
    private final Deque<BatchEncoder> idle = new ArrayDeque<>();
    private final int maxRows;
    private final int kept;
    private int out;
    private boolean retired;

    /** @param onFree called once, when nobody encodes with it any more and nobody ever will */
    EncoderPool(
            OnnxModel stable,
            Optional<Candidate> candidate,
            Runnable onFree,
            Supplier<VectorReader> readers,
            RegistryWait registry,
            FailureLimit failures,
            Fidelity fidelity,
            SlicePlan plan,
            EncodeWorkers workers) {
        int inputDim = stable.manifest().getInputDim();
        this.stable = stable;
        this.candidate = candidate;
        this.onFree = onFree;
        this.plan = plan;
        this.workers = workers;
        this.maxRows = plan.rows(inputDim, stable.provider());
        this.kept = plan.kept(inputDim);
        requireServable(stable, readers.get(), fidelity);
        candidate.ifPresent(each -> requireServable(each.model(), readers.get(), fidelity));
        Supplier<Workspace> make = () -> workspace(readers, registry, failures, fidelity);
        this.streamThreads = new Workspaces(make);
        this.workerThreads = new Workspaces(make);
    }

    /**
     * @param reader a fresh one
     * @throws ModelRefusedException when a model does not tell what the settings need
     */
    static void requireServable(OnnxModel model, VectorReader reader, Fidelity fidelity) {
        requireKept(fidelity, model);
        filling(reader, model);
    }

    /** Tells the reader what stands for nulls, where that is the mean of the stable version's training data. */
    private static VectorReader filling(VectorReader reader, OnnxModel stable) {
        if (reader.needsMeans()) {
            Baseline baseline = stable.manifest().getBaseline();
            if (baseline == null) {
                throw new ModelRefusedException(
                        "input.nulls: mean (expected: a number, where the model does not tell the means of its training)");
            }
            reader.means(baseline.getFeatureMeans());
        }
        return reader;
    }

    private static void requireKept(Fidelity fidelity, OnnxModel model) {
        try {
            new Corrections(fidelity, model.manifest());
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable Corrections corrections(Fidelity fidelity, OnnxModel model) {
        return fidelity.corrects() ? new Corrections(fidelity, model.manifest()) : null;
    }

    OnnxModel stable() {
        return stable;
    }

    Optional<Candidate> candidate() {
        return candidate;
    }

    /** An encoder of the borrower's own until it closes it; empty once retired. */
    synchronized Optional<BatchEncoder> borrow() {
        if (retired) {
            return Optional.empty();
        }
        BatchEncoder free = idle.pollFirst();
        BatchEncoder lent = free == null ? make() : free;
        // Only now: one that could not be made never comes back, and a retired pool would wait for it for ever.
        out++;
        return Optional.of(lent);
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

    /** Ends it as soon as the last borrowed encoder is back. */
    synchronized void retire() {
        retired = true;
        freeIfUnused();
    }

    private void freeIfUnused() {
        if (retired && out == 0) {
            streamThreads.free();
            workerThreads.free();
            onFree.run();
        }
    }

    private BatchEncoder make() {
        SliceTask[] tasks = new SliceTask[plan.slices(maxRows, workers.count())];
        for (int i = 0; i < tasks.length; i++) {
            Encoded tried = candidate
                    .map(each -> new Encoded(each.model().manifest(), maxRows))
                    .orElse(null);
            Slice slice = new Slice(new Encoded(stable.manifest(), maxRows), tried, streamThreads, maxRows);
            tasks[i] = new SliceTask(slice, streamThreads, workerThreads);
        }
        return new BatchEncoder(this, tasks, maxRows, workers);
    }

    /** Holds no lease on a model where it could not be made. */
    private Workspace workspace(
            Supplier<VectorReader> readers, RegistryWait registry, FailureLimit failures, Fidelity fidelity) {
        VectorReader reader = filling(readers.get(), stable);
        Corrections corrections = corrections(fidelity, stable);
        Encoder encoder = stable.newEncoder(maxRows);
        Trial trial = null;
        try {
            trial = candidate.isPresent() ? trial(candidate.get(), fidelity) : null;
            return new Workspace(
                    encoder,
                    trial,
                    reader,
                    registry,
                    failures,
                    corrections,
                    stable.manifest().getInputDim());
        } catch (RuntimeException | Error e) {
            encoder.close();
            if (trial != null) {
                trial.close();
            }
            throw e;
        }
    }

    private Trial trial(Candidate tried, Fidelity fidelity) {
        OnnxModel model = tried.model();
        Split split = new Split(tried.percent(), model.manifest().getVersion());
        Sample sample = new Sample(tried.sampleShare());
        Corrections corrections = corrections(fidelity, model);
        PairRun pairs = new PairRun(stable, model, Baselines.spreads(stable.manifest()), maxRows);
        try {
            return new Trial(split, sample, model.newEncoder(maxRows), corrections, pairs);
        } catch (RuntimeException | Error e) {
            pairs.close();
            throw e;
        }
    }
}
