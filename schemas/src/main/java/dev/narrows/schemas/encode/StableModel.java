package dev.narrows.schemas.encode;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.rollout.RolloutLog;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stable version of a model, followed live. One thread hears of changes and only notes them; the other, {@code
 * narrows-stable-<model>}, loads what is stable now, and the next vector is encoded with it. What cannot be had is tried again
 * after a pause that grows to 5 s, and what is refused is left; meanwhile the version before encodes. Of another width than
 * that it is refused: a producer's vectors do not change with a model. Candidates encode nothing here.
 */
final class StableModel implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(StableModel.class);
    // It is woken for each change.
    private static final Duration REST = Duration.ofHours(1);

    private final String name;
    private final Function<ModelId, OnnxModel> loader;
    private final Duration patience;
    private final BackgroundLoop loop;
    private AutoCloseable following = () -> {};
    private volatile @Nullable Integer wanted;
    private @Nullable Integer settled;
    private @Nullable OnnxModel model;
    private String waitsFor = "none is stable yet";

    /** @param loader loads a version and checks that it can do what is asked of it */
    StableModel(String name, Function<ModelId, OnnxModel> loader, Duration patience) {
        this.name = name;
        this.loader = loader;
        this.patience = patience;
        this.loop = new BackgroundLoop("narrows-stable-" + name, REST, Pauses.OF_A_NETWORK, this::settle, this::failed);
    }

    /** Starts both threads. */
    StableModel start(RolloutLog rollouts) {
        loop.start();
        following = rollouts.follow(name, this::follow, this::failed);
        return this;
    }

    private void follow(Rollout rollout) {
        if (rollout.getStableVersion() != null) {
            wanted = rollout.getStableVersion();
            loop.wake();
        }
    }

    private Round settle() {
        Integer next = wanted;
        if (next == null || next.equals(settled)) {
            return Round.DONE;
        }
        try {
            OnnxModel loaded = loader.apply(new ModelId(name, next));
            swap(loaded);
            LOG.info("model encodes model={} version={}", name, next);
        } catch (ModelRefusedException | IllegalArgumentException e) {
            LOG.warn("model refused model={} version={} reason={}", name, next, e.getMessage());
            waiting(String.valueOf(e.getMessage()));
        }
        settled = next;
        // Another one may have become stable meanwhile.
        return next.equals(wanted) ? Round.DONE : settle();
    }

    private synchronized void swap(OnnxModel loaded) {
        OnnxModel before = model;
        if (before != null
                && before.manifest().getInputDim() != loaded.manifest().getInputDim()) {
            loaded.close();
            throw new ModelRefusedException("inputDim: " + loaded.manifest().getInputDim() + " (expected: "
                    + before.manifest().getInputDim() + ", as the version before)");
        }
        model = loaded;
        notifyAll();
        if (before != null) {
            before.close();
        }
    }

    private void failed(Throwable why) {
        LOG.warn("model waits model={} reason={}", name, why.toString());
        waiting(String.valueOf(why.getMessage()));
    }

    private synchronized void waiting(String reason) {
        waitsFor = reason;
    }

    @Override
    public synchronized <T> T with(Function<OnnxModel, T> use) {
        long end = System.nanoTime() + patience.toNanos();
        while (model == null) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("model " + name + ": no version that encodes after " + patience.toMillis()
                        + " ms, " + waitsFor + " (expected: a stable one)");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return use.apply(model);
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
        synchronized (this) {
            if (model != null) {
                model.close();
                model = null;
            }
        }
    }
}
