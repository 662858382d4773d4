package dev.narrows.stream.encode;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorReader;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The model in service. A new one takes over between two batches: a batch in work keeps the encoder that it borrowed,
 * the next one borrows from the new model, and the old model closes when the last of its encoders is back. Any thread.
 */
public final class ModelSlot implements AutoCloseable {

    private final Supplier<VectorReader> readers;
    private final RegistryWait registry;
    private final FailureLimit failures = new FailureLimit();
    private final SlicePlan plan;
    private final Fidelity fidelity;
    private final EncodeWorkers workers;
    private volatile Optional<EncoderPool> current = Optional.empty();
    private boolean closed;

    /** As the other, keeping the codes alone. */
    public ModelSlot(Supplier<VectorReader> readers, RegistryWait registry, SlicePlan plan, EncodeWorkers workers) {
        this(readers, registry, plan, Fidelity.LOSSY, workers);
    }

    /**
     * @param readers makes a reader for each encoder
     * @param registry how a reader waits for the registry
     * @param plan rows of a slice
     * @param fidelity what is promised of each record
     * @param workers run slices beside the stream threads; stay the caller's, who closes them later than the slot
     */
    public ModelSlot(
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

    /** The model that encodes, empty before the first. */
    public Optional<OnnxModel> current() {
        return current.map(EncoderPool::model);
    }

    /**
     * Puts a model into service and retires the one before. The slot owns it from here on, and closes it at once where
     * the slot is closed: a load may outlast the service.
     *
     * @return whether it is in service
     * @throws dev.narrows.schemas.model.ModelRefusedException when the fidelity asked for needs what the model does not
     *     tell; it is closed then
     */
    public synchronized boolean replace(OnnxModel model) {
        if (closed) {
            model.close();
            return false;
        }
        Optional<EncoderPool> before = current;
        current = Optional.of(pool(model));
        before.ifPresent(EncoderPool::retire);
        return true;
    }

    private EncoderPool pool(OnnxModel model) {
        try {
            return new EncoderPool(model, readers, registry, failures, fidelity, plan, workers);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /**
     * An encoder of the model in service, for this thread until it closes it.
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
            // Retired between the two lines above: its successor is in the slot already.
        }
    }

    /** Whether an encoder is of the model in service. */
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
}
