package dev.narrows.laboratory.contest;

import dev.narrows.laboratory.jvm.BenchException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** A contestant at work. Whoever started it waits and closes; what runs it may say that it failed. */
final class Running implements AutoCloseable {

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private AutoCloseable end = () -> {};

    /** Work on a thread of its own, ended by interrupting it. */
    static Running loop(String name, Runnable work) {
        Running running = new Running();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptException e) {
                        // Told to end while it waited for the broker.
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        running.fail(e);
                    }
                },
                name);
        running.endsWith(() -> {
            thread.interrupt();
            thread.join();
        });
        thread.start();
        return running;
    }

    /** What {@link #close} does. */
    void endsWith(AutoCloseable closing) {
        end = closing;
    }

    /** It will not go on. */
    void fail(Throwable why) {
        failure.compareAndSet(null, why);
        failed.countDown();
    }

    /**
     * Lets it work for so long.
     *
     * @throws BenchException where it fails meanwhile
     */
    void await(Duration time) throws InterruptedException {
        if (failed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BenchException("contestant: " + failure.get() + " (expected: running)", failure.get());
        }
    }

    @Override
    public void close() {
        try {
            end.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new BenchException("contestant: not closed: " + e.getMessage(), e);
        }
    }
}
