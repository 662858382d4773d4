package dev.narrows.schemas.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.Optional;
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
    private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final String modelName;
    private final RolloutTransport transport;
    private final Consumer<Rollout> onChange;
    private final Consumer<Throwable> onError;
    private final BackgroundLoop loop;
    private volatile @Nullable TopicReader reader;
    private Optional<Rollout> told = Optional.empty();

    RolloutFollower(
            String modelName, RolloutTransport transport, Consumer<Rollout> onChange, Consumer<Throwable> onError) {
        this.modelName = modelName;
        this.transport = transport;
        this.onChange = onChange;
        this.onError = onError;
        this.loop = new BackgroundLoop("narrows-rollouts-" + modelName, POLL, PAUSES, this::follow, onError);
    }

    void start() {
        loop.start();
    }

    @Override
    public void close() {
        loop.stop();
        TopicReader open = reader;
        if (open != null) {
            open.wakeup();
        }
        loop.close();
    }

    private Round follow() throws InterruptedException {
        try (TopicReader open = transport.reader()) {
            reader = open;
            RolloutStates states = transport.states();
            open.readTo(loop.isStopped() ? 0 : open.end(), states::accept);
            tell(states);
            while (!loop.isStopped()) {
                open.poll(POLL, record -> {
                    states.accept(record);
                    tell(states);
                });
            }
            return Round.DONE;
        } catch (WakeupException e) {
            // Only close wakes the reader up.
            return Round.DONE;
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } finally {
            reader = null;
        }
    }

    private void tell(RolloutStates states) {
        Optional<Rollout> state = states.of(modelName);
        if (loop.isStopped() || state.isEmpty() || state.equals(told)) {
            return;
        }
        told = state;
        try {
            onChange.accept(state.get());
        } catch (RuntimeException e) {
            onError.accept(e);
        }
    }
}
