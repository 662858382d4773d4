package dev.narrows.stream.group;

import dev.narrows.schemas.pace.BackgroundLoop;
import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.Pauses;
import dev.narrows.stream.fault.Failure;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the group still has the work that this instance does, on the thread {@code
 * narrows-group-watch}. Brokers that do not answer wait for the next look; an Error ends the service.
 */
public final class GroupWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);

    private final GroupGuard guard;
    private final Consumer<Failure> onFailure;
    private final BackgroundLoop loop;

    /** @param onFailure hears once why this instance must not go on; must not block */
    public GroupWatch(GroupGuard guard, Duration pause, Consumer<Failure> onFailure) {
        this.guard = guard;
        this.onFailure = onFailure;
        this.loop = new BackgroundLoop("narrows-group-watch", pause, Pauses.OF_A_NETWORK, this::look, this::failed);
    }

    /** Begins to look. */
    public void start() {
        loop.start();
    }

    @Override
    public void close() {
        loop.interrupt();
        loop.close();
    }

    private Round look() {
        guard.check().ifPresent(difference -> {
            loop.stop();
            onFailure.accept(Failure.of("group watch", guard.refused(difference)));
        });
        return Round.DONE;
    }

    private void failed(Throwable why) {
        Failure failure = Failure.of("group watch", why);
        if (failure.fatal()) {
            onFailure.accept(failure);
        } else {
            LOG.debug("group not looked at reason={}", why.getMessage());
        }
    }
}
