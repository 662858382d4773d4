package dev.narrows.laboratory.jvm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for another process to get somewhere, by asking often. */
public final class Waiting {

    private static final long PAUSE_MS = 50;

    private Waiting() {}

    /**
     * The answer, once there is one.
     *
     * @param what for the message
     * @throws BenchException where there is none in time, or the thread is interrupted
     */
    public static <T> T until(Duration limit, String what, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new BenchException(what + ": not there after " + limit.toSeconds() + " s (expected: sooner)");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException(what + ": interrupted while waiting", e);
            }
        }
    }
}
