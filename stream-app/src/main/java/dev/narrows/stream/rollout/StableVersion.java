package dev.narrows.stream.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.ProviderUnavailableException;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.trial.NoTrialException;
import dev.narrows.stream.encode.ModelSlot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the slot filled with the stable version of one model. Two threads: one follows the rollouts topic and only notes
 * what is wanted, so it never lags behind a load; the other, {@code narrows-rollout}, loads the version wanted last,
 * which verifies it, and puts it into the slot. What the stores cannot give now, or what no process can be had to try in, is
 * tried again after a pause that doubles from 200 ms to 5 s; what is refused is not tried again until the topic names another version. Meanwhile the
 * version before serves: the one in the slot, or where that is empty the one that the rollout names as stable before. A
 * version of another width than the one in service is refused. An Error in either thread, say for want of memory, is told
 * as a failure for good: nothing would be taken up any more.
 *
 * <p>{@link #close} ends both threads, interrupting a load; the slot keeps its model.
 */
public final class StableVersion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StableVersion.class);
    // It is woken for each change; until then it only finds that there is nothing to do.
    private static final Duration REST = Duration.ofHours(1);

    private final String modelName;
    private final Function<ModelId, OnnxModel> loader;
    private final ModelSlot slot;
    private final RolloutListener listener;
    private final BackgroundLoop loop;
    private AutoCloseable following = () -> {};
    private volatile Optional<Wanted> wanted = Optional.empty();
    private Optional<Wanted> done = Optional.empty();

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
        this.loop = new BackgroundLoop("narrows-rollout", REST, Pauses.OF_A_NETWORK, this::settle, this::failed);
    }

    /** Starts both threads. */
    public void start(RolloutLog rollouts) {
        start();
        following = rollouts.follow(modelName, this::follow, this::notFollowed);
    }

    /** Starts the thread that loads. */
    void start() {
        listener.waiting(nothingStable());
        loop.start();
    }

    private void notFollowed(Throwable why) {
        if (why instanceof Error) {
            failed(why);
        } else {
            listener.waiting("rollouts cannot be read: " + why.getMessage());
        }
    }

    /** Notes what the newest rollout wants. */
    void follow(Rollout rollout) {
        if (rollout.getStableVersion() == null) {
            LOG.info("rollout without a stable version model={}", modelName);
            if (slot.current().isEmpty()) {
                listener.waiting(nothingStable());
            }
            return;
        }
        Optional<Wanted> next = Optional.of(new Wanted(
                new ModelId(modelName, rollout.getStableVersion()),
                Optional.ofNullable(rollout.getPreviousVersion()).map(version -> new ModelId(modelName, version))));
        if (!next.equals(wanted)) {
            wanted = next;
            loop.wake();
        }
    }

    @Override
    public void close() {
        try {
            following.close();
        } catch (Exception e) {
            LOG.warn("Following rollouts did not end cleanly", e);
        }
        loop.stop();
        loop.interrupt();
        loop.close();
    }

    private Round settle() {
        Optional<Wanted> next = wanted;
        if (next.equals(done) || settled(next.orElseThrow())) {
            done = next;
            return Round.DONE;
        }
        return Round.AGAIN;
    }

    private void failed(Throwable why) {
        LOG.error("model is not kept in service any more model={}", modelName, why);
        listener.failed(why);
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
            if (!slot.replace(model)) {
                return;
            }
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
