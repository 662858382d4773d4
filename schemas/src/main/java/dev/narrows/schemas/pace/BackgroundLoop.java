package dev.narrows.schemas.pace;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again on a named daemon thread until it is closed. Between two rounds it rests: for a time,
 * or after a round that failed for a pause that grows, and less where somebody wakes it.
 *
 * <p>What a round throws goes to the error handler. After an exception the loop goes on; an Error ends it, because what is
 * behind it is not known to be whole, and is thrown on to the thread's uncaught exception handler, which ends a service. Any
 * thread may call all of this; {@link #start} is called once.
 */
public final class BackgroundLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final long LONGEST_CLOSE_MS = 30_000;

    private final Duration rest;
    private final Pauses pauses;
    private final Work work;
    private final Consumer<Throwable> onError;
    private final Thread thread;
    private boolean woken;
    private volatile boolean stopped;

    /** How a round went. */
    public enum Round {
        /** There is nothing more to do for now. */
        DONE,
        /** It did not work yet, and whoever needs to know knows. */
        AGAIN
    }

    /** What a loop does. */
    @FunctionalInterface
    public interface Work {

        /** One round, on the loop's thread. */
        Round round() throws InterruptedException;
    }

    /**
     * @param name of the thread
     * @param rest after a round that is done
     * @param pauses after rounds that failed
     * @param work what is done
     * @param onError hears what rounds throw, Errors too; called on the loop's thread
     */
    public BackgroundLoop(String name, Duration rest, Pauses pauses, Work work, Consumer<Throwable> onError) {
        this.rest = rest;
        this.pauses = pauses;
        this.work = work;
        this.onError = onError;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Begins the next round now. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** No round begins any more; waits for nothing. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Interrupts the round that runs. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Whether it was told to end. */
    public boolean isStopped() {
        return stopped;
    }

    /** Waits until the round that runs is over, 30 s at most; called in a round it does not wait. */
    @Override
    public void close() {
        stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(LONGEST_CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (!stopped) {
                failures = round() == Round.AGAIN ? failures + 1 : 0;
                rest(failures == 0 ? rest.toMillis() : pauses.millis(failures));
            }
        } catch (InterruptedException e) {
            // Interrupted by whoever closes it.
            stopped = true;
        } catch (Error e) {
            stopped = true;
            tell(e);
            throw e;
        }
    }

    private Round round() throws InterruptedException {
        synchronized (this) {
            woken = false;
        }
        try {
            return work.round();
        } catch (RuntimeException e) {
            if (!stopped) {
                tell(e);
            }
            return Round.AGAIN;
        }
    }

    /** Whoever hears of a failure may fail too, in closing what broke; the loop does not end of that. */
    private void tell(Throwable why) {
        try {
            onError.accept(why);
        } catch (RuntimeException e) {
            if (e != why) {
                why.addSuppressed(e);
            }
            LOG.warn("failure not dealt with thread={} reason={}", thread.getName(), why.toString(), e);
        }
    }

    private synchronized void rest(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !stopped && !woken; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }
}
