package dev.narrows.stream.start;

import dev.narrows.schemas.pace.Pauses;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start for what does not answer yet: tries again after a pause that doubles from 200 ms to 5 s, for as
 * long as it takes, says so in health each time and in the log once. For the starting thread, which ends the wait when it
 * is interrupted.
 */
public final class StartWait {

    private static final Logger LOG = LoggerFactory.getLogger(StartWait.class);

    private final Health health;

    public StartWait(Health health) {
        this.health = health;
    }

    /**
     * The answer, once there is one.
     *
     * @param part what is waited for
     * @throws StartException when the thread is interrupted
     * @throws RuntimeException what the question threw, where waiting does not help
     */
    public <T> T until(Part part, Supplier<T> question) {
        boolean said = false;
        for (int failures = 1; ; failures++) {
            try {
                T answer = question.get();
                health.up(part, "answers");
                return answer;
            } catch (InterruptException e) {
                throw stopped(part, e);
            } catch (RuntimeException e) {
                if (!Passing.atStart(e)) {
                    throw e;
                }
                health.down(part, "waiting: " + e.getMessage());
                if (!said) {
                    said = true;
                    LOG.warn("waiting part={} reason={}", part, e.getMessage());
                }
                pause(Pauses.OF_A_NETWORK.millis(failures), part);
            }
        }
    }

    private static void pause(long millis, Part part) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(part, e);
        }
    }

    private static StartException stopped(Part part, Exception cause) {
        return new StartException("told to stop while waiting for the " + part.label(), cause);
    }
}
