package dev.narrows.stream.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.ProviderUnavailableException;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.trial.NoTrialException;
import dev.narrows.stream.encode.ModelSlot;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the slot filled with the stable version of one model. Two threads: one follows the rollouts topic and only notes
 * what is wanted, so it never lags behind a load; the other, {@code narrows-rollout}, loads the version wanted last,
 * which verifies it, and puts it into the slot. What the stores cannot give now, or what no process
 * can be had to try in, is tried again after a pause that
 * doubles from 200 ms to 5 s; what is refused is not tried again until the topic names another version. Meanwhile the
 * version before serves: the one in the slot, or where that is empty the one that the rollout names as stable before. A
 * version of another width than the one in service is refused.
 *
 * <p>{@link #close} ends both threads, interrupting a load; the slot keeps its model.
 */
public final class StableVersion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StableVersion.class);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final long CLOSE_MS = 30_000;

    private final String modelName;
    private final Function<ModelId, OnnxModel> loader;
    private final ModelSlot slot;
    private final RolloutListener listener;
    private final Thread thread = new Thread(this::run, "narrows-rollout");
    private AutoCloseable following = () -> {};
    private Optional<Wanted> wanted = Optional.empty();
    private boolean closed;

    /** What a rollout asks for, and what was stable before that. */
    private record Wanted(ModelId id, Optional<ModelId> before) {}

    /**
     * @param modelName model to keep in service
     * @param loader loads and verifies a version; throws what {@link OnnxModel#load} and the model store throw
     * @param slot where it goes
     * @param listener hears of it
     */
    public StableVersion(
            String modelName, Function<ModelId, OnnxModel> loader, ModelSlot slot, RolloutListener listener) {
        this.modelName = modelName;
        this.loader = loader;
        this.slot = slot;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /** Starts both threads. */
    public void start(RolloutLog rollouts) {
        start();
        following = rollouts.follow(
                modelName, this::follow, e -> listener.waiting("rollouts cannot be read: " + e.getMessage()));
    }

    /** Starts the thread that loads. */
    void start() {
        listener.waiting(nothingStable());
        thread.start();
    }

    /** Notes what the newest rollout wants. */
    synchronized void follow(Rollout rollout) {
        if (rollout.getStableVersion() == null) {
            LOG.info("rollout without a stable version model={}", modelName);
            if (slot.current().isEmpty()) {
                listener.waiting(nothingStable());
            }
            return;
        }
        wanted = Optional.of(new Wanted(
                new ModelId(modelName, rollout.getStableVersion()),
                Optional.ofNullable(rollout.getPreviousVersion()).map(version -> new ModelId(modelName, version))));
        notifyAll();
    }

    @Override
    public void close() {
        try {
            following.close();
            synchronized (this) {
                closed = true;
                notifyAll();
            }
            thread.interrupt();
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Following rollouts did not end cleanly", e);
        }
    }

    private void run() {
        Optional<Wanted> done = Optional.empty();
        long pauseMs = FIRST_PAUSE_MS;
        while (true) {
            Optional<Wanted> next = next(done);
            if (next.isEmpty()) {
                return;
            }
            if (settled(next.orElseThrow())) {
                done = next;
                pauseMs = FIRST_PAUSE_MS;
            } else {
                pause(pauseMs, next);
                pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            }
        }
    }

    /** Waits for a version other than the one that is done; empty once closed. */
    private synchronized Optional<Wanted> next(Optional<Wanted> done) {
        try {
            while (!closed && wanted.equals(done)) {
                wait();
            }
            return closed ? Optional.empty() : wanted;
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }

    /** Waits, unless something else is wanted in the meantime. */
    private synchronized void pause(long millis, Optional<Wanted> tried) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (long left = millis; left > 0 && !closed && wanted.equals(tried); ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Loads a version and swaps it in, or the one before. False when it is worth another try. */
    private boolean settled(Wanted asked) {
        ModelId id = asked.id();
        try {
            load(id);
            return true;
        } catch (ModelNotFoundException e) {
            fallBack(asked);
            listener.waiting(told(id, e));
            return false;
        } catch (KafkaException | RegistryException | NoTrialException e) {
            listener.waiting(told(id, e));
            return false;
        } catch (ProviderUnavailableException e) {
            listener.failed(e);
            return true;
        } catch (ModelRefusedException e) {
            LOG.warn("model refused model={} version={} reason={}", id.name(), id.version(), e.getMessage());
            return refused(asked, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("model did not load model={} version={}", id.name(), id.version(), e);
            return refused(asked, e.toString());
        }
    }

    private boolean refused(Wanted asked, String reason) {
        boolean settled = fallBack(asked);
        // Told last, so that it is what stays to be seen.
        listener.refused(asked.id(), reason);
        return settled;
    }

    /** Puts the version before into service where nothing is. False when it is worth another try. */
    private boolean fallBack(Wanted asked) {
        if (slot.current().isPresent() || asked.before().isEmpty()) {
            return true;
        }
        ModelId before = asked.before().get();
        try {
            load(before);
            return true;
        } catch (KafkaException | RegistryException | NoTrialException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.warn(
                    "version before not usable either model={} version={} reason={}",
                    before.name(),
                    before.version(),
                    e.getMessage());
            return true;
        }
    }

    private static String told(ModelId id, RuntimeException why) {
        return "model " + id.name() + " version " + id.version() + ": " + why.getMessage();
    }

    private void load(ModelId id) {
        Optional<OnnxModel> serving =
                slot.current().filter(model -> ModelId.of(model.manifest()).equals(id));
        if (serving.isEmpty()) {
            long start = System.nanoTime();
            OnnxModel model = loader.apply(id);
            requireWidth(model);
            slot.replace(model);
            LOG.info(
                    "model in service model={} version={} provider={} loadMs={}",
                    id.name(),
                    id.version(),
                    model.provider(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        slot.current().ifPresent(listener::inService);
    }

    /** Producers do not change with a model: of another width, every record would be a dead letter. */
    private void requireWidth(OnnxModel model) {
        int width = model.manifest().getInputDim();
        int serving =
                slot.current().map(current -> current.manifest().getInputDim()).orElse(width);
        if (width != serving) {
            model.close();
            throw new ModelRefusedException("inputDim: " + width + " (expected: " + serving
                    + ", as the version in service; vectors of another width need a model of another name)");
        }
    }

    private String nothingStable() {
        return "no version of model " + modelName + " is stable yet";
    }
}
