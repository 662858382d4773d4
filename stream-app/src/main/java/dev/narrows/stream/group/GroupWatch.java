package dev.narrows.stream.group;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the group still has the work that this instance does, on the thread {@code
 * narrows-group-watch}. An error of it, or brokers that do not answer, wait for the next look.
 */
public final class GroupWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);

    private final GroupGuard guard;
    private final Duration pause;
    private final Consumer<String> onOtherWork;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "narrows-group-watch");

    /** @param onOtherWork hears once why this instance must not go on; must not block */
    public GroupWatch(GroupGuard guard, Duration pause, Consumer<String> onOtherWork) {
        this.guard = guard;
        this.pause = pause;
        this.onOtherWork = onOtherWork;
        thread.setDaemon(true);
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
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
            boolean alike = true;
            while (alike && !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                alike = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try {
            return guard.check()
                    .map(difference -> {
                        onOtherWork.accept(guard.refused(difference).getMessage());
                        return false;
                    })
                    .orElse(true);
        } catch (RuntimeException e) {
            LOG.debug("group not looked at reason={}", e.getMessage());
            return true;
        }
    }
}
