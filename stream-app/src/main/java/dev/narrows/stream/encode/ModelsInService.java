package dev.narrows.stream.encode;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The stable version, and the candidate where one is tried. Others take over between two batches: a batch in work keeps
 * the encoder that it borrowed, the next one borrows from the new ones, and a model closes when it serves no more and the
 * last of the encoders with it is back. Any thread.
 */
public final class ModelsInService implements AutoCloseable {

    private final Supplier<VectorReader> readers;
    private final RegistryWait registry;
    private final FailureLimit failures = new FailureLimit();
    private final SlicePlan plan;
    private final Fidelity fidelity;
    private final EncodeWorkers workers;
    private final Map<OnnxModel, Integer> users = new IdentityHashMap<>();
    private volatile Optional<EncoderPool> current = Optional.empty();
    private boolean closed;

    /** As the other, keeping the codes alone. */
    public ModelsInService(
            Supplier<VectorReader> readers, RegistryWait registry, SlicePlan plan, EncodeWorkers workers) {
        this(readers, registry, plan, Fidelity.LOSSY, workers);
    }

    /**
     * @param readers makes a reader for each encoder
     * @param registry how a reader waits for the registry
     * @param plan rows of a slice
     * @param fidelity what is promised of each record
     * @param workers run slices beside the stream threads; stay the caller's, who closes them later than this
     */
    public ModelsInService(
            Supplier<VectorReader> readers,
            RegistryWait registry,
            SlicePlan plan,
            Fidelity fidelity,
            EncodeWorkers workers) {
        this.readers = readers;
        this.registry = registry;
        this.plan = plan;
        this.fidelity = fidelity;
        this.workers = workers;
    }

    /**
     * Checks a version before it is served or tried.
     *
     * @throws dev.narrows.schemas.model.ModelRefusedException when it does not tell what the settings need of a model
     */
    public void requireServable(OnnxModel model) {
        EncoderPool.requireServable(model, readers.get(), fidelity);
    }

    /** The model of the stable version, empty before the first. */
    public Optional<OnnxModel> stable() {
        return current.map(EncoderPool::stable);
    }

    /** What is tried beside it. */
    public Optional<Candidate> candidate() {
        return current.flatMap(EncoderPool::candidate);
    }

    /** As {@link #serve(OnnxModel, Optional)}, without a candidate. */
    public boolean serve(OnnxModel stable) {
        return serve(stable, Optional.empty());
    }

    /**
     * Puts models into service instead of those before; either may be one that serves already. They are this object's
     * from here on, and closed at once where it is closed itself: a load may outlast the service.
     *
     * @return whether they are in service
     * @throws dev.narrows.schemas.model.ModelRefusedException when the fidelity asked for needs what a model does not tell;
     *     what served before does so still
     */
    public synchronized boolean serve(OnnxModel stable, Optional<Candidate> candidate) {
        List<OnnxModel> models = Stream.concat(
                        Stream.of(stable), candidate.stream().map(Candidate::model))
                .toList();
        synchronized (users) {
            models.forEach(model -> users.merge(model, 1, Integer::sum));
        }
        if (closed) {
            release(models);
            return false;
        }
        Optional<EncoderPool> before = current;
        current = Optional.of(pool(stable, candidate, models));
        before.ifPresent(EncoderPool::retire);
        return true;
    }

    private EncoderPool pool(OnnxModel stable, Optional<Candidate> candidate, List<OnnxModel> models) {
        try {
            return new EncoderPool(
                    stable, candidate, () -> release(models), readers, registry, failures, fidelity, plan, workers);
        } catch (RuntimeException | Error e) {
            release(models);
            throw e;
        }
    }

    /**
     * An encoder of the models in service, for this thread until it closes it.
     *
     * @throws IllegalStateException when there is no model: the stream must not run then
     */
    public BatchEncoder borrow() {
        while (true) {
            EncoderPool pool =
                    current.orElseThrow(() -> new IllegalStateException("model: none (expected: one in service)"));
            Optional<BatchEncoder> encoder = pool.borrow();
            if (encoder.isPresent()) {
                return encoder.get();
            }
            // Retired between the two lines above: its successor is there already.
        }
    }

    /** Whether an encoder is of the models in service. */
    public boolean serves(BatchEncoder encoder) {
        return current.filter(encoder::isOf).isPresent();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Optional<EncoderPool> before = current;
        current = Optional.empty();
        before.ifPresent(EncoderPool::retire);
    }

    private void release(List<OnnxModel> models) {
        for (OnnxModel model : models) {
            boolean last;
            synchronized (users) {
                last = users.merge(model, -1, (held, one) -> held + one == 0 ? null : held + one) == null;
            }
            if (last) {
                model.close();
            }
        }
    }
}
