package dev.narrows.stream.fault;

import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How the stream waits while the schema registry is away: on its own thread, with a pause that doubles from 100 ms to
 * 5 s, until the registry is back or the limit is reached. The limit lies below the consumer's poll interval, so the
 * group does not lose the instance for it; past the limit the batch fails, nothing of it is committed, and it comes
 * again.
 *
 * <p>Shared by all stream threads; {@link #stop} ends every wait.
 */
public final class RegistryWait {

    private static final Pauses PAUSES = new Pauses(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final Duration limit;
    private final Listener listener;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Hears of waits. Called on stream threads; must not block. */
    public interface Listener {

        /** A thread waits for the registry; told once for each time it is away. */
        void registryGone(String reason);

        /** The registry answered a thread that had waited. */
        void registryBack();
    }

    /**
     * @param limit longest wait for one record
     * @param listener hears of waits
     */
    public RegistryWait(Duration limit, Listener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    /** Ends all waits, present and later ones: they throw at once. */
    public void stop() {
        stopped.countDown();
    }

    /** One wait, from the first refusal to the answer. */
    public Attempt begin() {
        return new Attempt();
    }

    /** For one thread and one record. */
    public final class Attempt {

        private long waitedMs;
        private int failures;

        private Attempt() {}

        /**
         * Waits before the registry is asked again.
         *
         * @throws RegistryException the given one, when the limit is reached or the service stops
         */
        public void pause(RegistryException why) {
            if (waitedMs == 0) {
                listener.registryGone(String.valueOf(why.getMessage()));
            }
            long pauseMs = PAUSES.millis(++failures);
            if (waitedMs >= limit.toMillis() || stopped(pauseMs)) {
                throw why;
            }
            waitedMs += pauseMs;
        }

        /** The registry has answered. */
        public void answered() {
            listener.registryBack();
        }

        private boolean stopped(long millis) {
            try {
                return stopped.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
