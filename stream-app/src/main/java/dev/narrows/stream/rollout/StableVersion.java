package dev.narrows.stream.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.ProviderUnavailableException;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.trial.NoTrialException;
import dev.narrows.stream.encode.Candidate;
import dev.narrows.stream.encode.ModelsInService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in service what the rollouts topic names of one model: the stable version, and the candidate where one is tried,
 * without which the stable one serves all the same. Two threads: one follows the rollouts topic and only notes
 * what is wanted, so it never lags behind a load; the other, {@code narrows-rollout}, loads the version wanted last,
 * which verifies it, and puts it into service. What the stores cannot give now, or what no process can be had to try in, is
 * tried again after a pause that doubles from 200 ms to 5 s; what is refused is not tried again until the topic names another version. Meanwhile the
 * version before serves: the one in service, or where there is none the one that the rollout names as stable before. A
 * version of another width than the one in service is refused. An Error in either thread, say for want of memory, is told
 * as a failure for good: nothing would be taken up any more.
 *
 * <p>{@link #close} ends both threads, interrupting a load; what serves goes on.
 */
public final class StableVersion implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StableVersion.class);
    // It is woken for each change; until then it only finds that there is nothing to do.
    private static final Duration REST = Duration.ofHours(1);

    private final String modelName;
    private final Function<ModelId, OnnxModel> loader;
    private final ModelsInService slot;
    private final double sampleShare;
    private final RolloutListener listener;
    private final BackgroundLoop loop;
    private AutoCloseable following = () -> {};
    private volatile Optional<Wanted> wanted = Optional.empty();
    private Optional<Wanted> done = Optional.empty();

    /** What a rollout asks for, and what was stable before that. */
    private record Wanted(ModelId id, Optional<ModelId> before, Optional<Tried> tried) {}

    /** What is tried beside it, on which share of keys. */
    private record Tried(ModelId id, int percent) {}

    /**
     * @param modelName model to keep in service
     * @param loader loads and verifies a version; throws what {@link OnnxModel#load} and the model store throw
     * @param slot where it goes
     * @param sampleShare share of rows that a candidate is compared on
     * @param listener hears of it
     */
    public StableVersion(
            String modelName,
            Function<ModelId, OnnxModel> loader,
            ModelsInService slot,
            double sampleShare,
            RolloutListener listener) {
        this.modelName = modelName;
        this.loader = loader;
        this.slot = slot;
        this.sampleShare = sampleShare;
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
            if (slot.stable().isEmpty()) {
                listener.waiting(nothingStable());
            }
            return;
        }
        Optional<Wanted> next = Optional.of(new Wanted(
                new ModelId(modelName, rollout.getStableVersion()),
                Optional.ofNullable(rollout.getPreviousVersion()).map(version -> new ModelId(modelName, version)),
                tried(rollout)));
        if (!next.equals(wanted)) {
            wanted = next;
            loop.wake();
        }
    }

    private Optional<Tried> tried(Rollout rollout) {
        return Optional.ofNullable(rollout.getCandidateVersion())
                .filter(version -> rollout.getStage() != RolloutStage.NONE)
                .map(version -> new Tried(new ModelId(modelName, version), rollout.getCanaryPercent()));
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
            return load(id, asked.tried());
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
            return refused(asked, String.valueOf(e.getMessage()));
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
        if (slot.stable().isPresent() || asked.before().isEmpty()) {
            return true;
        }
        ModelId before = asked.before().get();
        try {
            return load(before, Optional.empty());
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

    /** Puts a version into service, and what is tried beside it. False when the latter is worth another try. */
    private boolean load(ModelId id, Optional<Tried> tried) {
        OnnxModel stable = serving(id).orElseGet(() -> loaded(id));
        Beside beside = tried.map(asked -> beside(asked, stable)).orElse(Beside.NOTHING);
        boolean same = slot.stable().filter(stable::equals).isPresent()
                && slot.candidate().equals(beside.candidate());
        if (!same && !slot.serve(stable, beside.candidate())) {
            return true;
        }
        listener.inService(stable, beside.candidate());
        beside.refusal()
                .ifPresent(reason -> listener.refused(tried.orElseThrow().id(), reason));
        return beside.settled();
    }

    /** A model that serves already: as the stable version, or as the candidate that becomes stable. */
    private Optional<OnnxModel> serving(ModelId id) {
        return Stream.concat(slot.stable().stream(), slot.candidate().stream().map(Candidate::model))
                .filter(model -> ModelId.of(model.manifest()).equals(id))
                .findFirst();
    }

    private OnnxModel loaded(ModelId id) {
        long start = System.nanoTime();
        OnnxModel model = loader.apply(id);
        requireWidth(model);
        LOG.info(
                "model in service model={} version={} provider={} loadMs={}",
                id.name(),
                id.version(),
                model.provider(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        return model;
    }

    /**
     * What is tried beside the stable version.
     *
     * @param candidate empty where it cannot be tried here
     * @param refusal why
     * @param settled false when it is worth another try
     */
    private record Beside(Optional<Candidate> candidate, Optional<String> refusal, boolean settled) {
        static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty(), true);
    }

    /** Whatever is wrong with a candidate, the stable version serves. */
    private Beside beside(Tried tried, OnnxModel stable) {
        try {
            OnnxModel model = serving(tried.id()).orElseGet(() -> loader.apply(tried.id()));
            if (model.manifest().getInputDim() != stable.manifest().getInputDim()) {
                model.close();
                return new Beside(Optional.empty(), Optional.of("vectors of another width"), true);
            }
            try {
                slot.requireServable(model);
            } catch (ModelRefusedException e) {
                model.close();
                return new Beside(Optional.empty(), Optional.of(String.valueOf(e.getMessage())), true);
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
            return new Beside(Optional.of(new Candidate(model, tried.percent(), sampleShare)), Optional.empty(), true);
        } catch (KafkaException | RegistryException | NoTrialException | ModelNotFoundException e) {
            return new Beside(Optional.empty(), Optional.of(String.valueOf(e.getMessage())), false);
        } catch (RuntimeException e) {
            LOG.warn("candidate not tried model={} reason={}", tried.id(), e.toString());
            return new Beside(Optional.empty(), Optional.of(String.valueOf(e.getMessage())), true);
        }
    }

    /** Producers do not change with a model: of another width, every record would be a dead letter. */
    private void requireWidth(OnnxModel model) {
        int width = model.manifest().getInputDim();
        int serving =
                slot.stable().map(current -> current.manifest().getInputDim()).orElse(width);
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
