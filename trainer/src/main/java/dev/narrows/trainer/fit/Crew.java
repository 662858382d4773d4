package dev.narrows.trainer.fit;

import dev.narrows.trainer.tensor.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do one piece of work together, each its own part. One thread may use it, which also does the first part;
 * {@link #close()} ends the others.
 */
final class Crew implements AutoCloseable {

    private final int size;
    private final ExecutorService others;
    private final Rendezvous rendezvous;

    Crew(int size) {
        this.size = size;
        this.rendezvous = new Rendezvous(size);
        this.others = Executors.newFixedThreadPool(Math.max(1, size - 1), work -> {
            Thread thread = new Thread(
                    () -> {
                        Torch.enter();
                        work.run();
                    },
                    "narrows-fit");
            thread.setDaemon(true);
            return thread;
        });
    }

    int size() {
        return size;
    }

    /** Does all parts and returns when the last is done; throws what the first that failed threw. */
    void run(Part part) {
        rendezvous.reset();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 1; i < size; i++) {
            int index = i;
            running.add(others.submit(() -> attempt(part, index)));
        }
        @Nullable RuntimeException failure = null;
        try {
            attempt(part, 0);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<?> other : running) {
            failure = join(other, failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Called by every part: returns when all have called it. */
    void meet() {
        rendezvous.await();
    }

    @Override
    public void close() {
        others.shutdownNow();
        try {
            others.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Part part, int index) {
        try {
            part.run(index);
        } catch (RuntimeException | Error e) {
            rendezvous.cancel();
            throw e;
        }
    }

    /** Waits even when interrupted: the others work in native memory that is freed afterwards. */
    private static @Nullable RuntimeException join(Future<?> other, @Nullable RuntimeException earlier) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return earlier;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    boolean follows = earlier != null && !(earlier instanceof Rendezvous.CancelledException);
                    return follows ? earlier : new IllegalStateException("fit: a worker failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One part of the work. */
    interface Part {
        /** Does part {@code index} of as many as the crew is large. */
        void run(int index);
    }
}
