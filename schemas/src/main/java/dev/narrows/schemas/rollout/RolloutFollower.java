package dev.narrows.schemas.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The loop that follows the rollouts topic for one model, on its own named daemon thread. {@link #start} and {@link
 * #close} once each, from any thread.
 */
final class RolloutFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String modelName;
    private final RolloutTransport transport;
    private final Consumer<Rollout> onChange;
    private final Consumer<Throwable> onError;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable TopicReader reader;
    private Optional<Rollout> told = Optional.empty();

    RolloutFollower(
            String modelName, RolloutTransport transport, Consumer<Rollout> onChange, Consumer<Throwable> onError) {
        this.modelName = modelName;
        this.transport = transport;
        this.onChange = onChange;
        this.onError = onError;
        this.thread = new Thread(this::work, "narrows-rollouts-" + modelName);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        TopicReader open = reader;
        if (open != null) {
            open.wakeup();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (isOpen()) {
                try {
                    follow();
                } catch (WakeupException e) {
                    // Only close wakes the reader up.
                    return;
                } catch (InterruptException e) {
                    return;
                } catch (RuntimeException e) {
                    onError.accept(e);
                    closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (TopicReader open = transport.reader()) {
            reader = open;
            RolloutStates states = transport.states();
            open.readTo(isOpen() ? open.end() : 0, states::accept);
            tell(states);
            while (isOpen()) {
                open.poll(POLL, record -> {
                    states.accept(record);
                    tell(states);
                });
            }
        } finally {
            reader = null;
        }
    }

    private void tell(RolloutStates states) {
        Optional<Rollout> state = states.of(modelName);
        if (!isOpen() || state.isEmpty() || state.equals(told)) {
            return;
        }
        told = state;
        try {
            onChange.accept(state.get());
        } catch (RuntimeException e) {
            onError.accept(e);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }
}
