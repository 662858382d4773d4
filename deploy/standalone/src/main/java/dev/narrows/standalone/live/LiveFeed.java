package dev.narrows.standalone.live;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.standalone.topic.MissingTopicException;
import dev.narrows.stream.config.NarrowsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the topics again and again on a thread of its own, {@code narrows-live}, often while somebody asks for what
 * it found, and now and then otherwise, so that who comes late sees what was; keeps the last few finds. Brokers or topics that are gone leave it empty-handed until they are back. {@link
 * #close} ends the thread.
 */
final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final long EVERY_NANOS = 700_000_000;
    private static final long WATCHED_FOR_NANOS = 5_000_000_000L;
    private static final int UNWATCHED_ROUNDS = 7;
    private static final int PAIRS = 24;
    private static final int ALERTS = 48;

    private final NarrowsSettings settings;
    private final Newest<Pair> shownPairs = new Newest<>(PAIRS);
    private final Newest<ShownAlert> shownAlerts = new Newest<>(ALERTS);
    private final List<VersionChange> versions = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "narrows-live");
    private volatile long askedAt = System.nanoTime() - WATCHED_FOR_NANOS;
    private volatile boolean closed;

    LiveFeed(NarrowsSettings settings) {
        this.settings = settings;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void rolledOut(Rollout rollout) {
        synchronized (versions) {
            int last =
                    versions.isEmpty() ? 0 : versions.get(versions.size() - 1).version();
            if (rollout.getStableVersion() != null && rollout.getStableVersion() != last) {
                versions.add(VersionChange.of(rollout));
            }
        }
    }

    /** Somebody watches. */
    void asked() {
        askedAt = System.nanoTime();
        LockSupport.unpark(thread);
    }

    List<Newest.Numbered<Pair>> pairsAfter(long id) {
        return shownPairs.after(id);
    }

    List<Newest.Numbered<ShownAlert>> alertsAfter(long id) {
        return shownAlerts.after(id);
    }

    List<VersionChange> versions() {
        synchronized (versions) {
            return List.copyOf(versions);
        }
    }

    private void run() {
        while (!closed) {
            try (Sources sources = new Sources(settings, this::rolledOut)) {
                lookAgainAndAgain(sources);
            } catch (KafkaException | RegistryException failed) {
                LOG.warn("live page has nothing to show yet reason={}", failed.getMessage());
                LockSupport.parkNanos(EVERY_NANOS);
            }
        }
    }

    private void lookAgainAndAgain(Sources sources) {
        for (int round = 0; !closed; round++) {
            if (round % UNWATCHED_ROUNDS == 0 || System.nanoTime() - askedAt < WATCHED_FOR_NANOS) {
                look(sources);
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private void look(Sources sources) {
        try {
            sources.pairs().look().forEach(shownPairs::add);
            sources.alerts().look().forEach(shownAlerts::add);
        } catch (MissingTopicException notYet) {
            LOG.debug("topic not there yet reason={}", notYet.getMessage());
        } catch (KafkaException | RegistryException failed) {
            LOG.warn("live page has nothing new reason={}", failed.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
