package dev.narrows.trainer.fit.threads;

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
 * Threads that do one piece of work together, a part each. They belong to the thread that made them, which does the first
 * part itself; {@link #close()} ends the others.
 */
public final class WorkerThreads implements AutoCloseable {

    private final int size;
    private final ExecutorService others;
    private final Rendezvous rendezvous;

    public WorkerThreads(int size) {
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

    public int size() {
        return size;
    }

    /**
     * Does all parts and returns when none of them runs any more, however they ended: what they work on is freed
     * afterwards. Throws what a part threw, the failures of other parts suppressed in it; those that only stopped because
     * another failed count for nothing.
     */
    public void run(Part part) {
        rendezvous.reset();
        List<Future<?>> running = new ArrayList<>();
        Failures failures = new Failures();
        try {
            for (int i = 1; i < size; i++) {
                int index = i;
                running.add(others.submit(() -> attempt(part, index)));
            }
            attempt(part, 0);
        } catch (RuntimeException | Error e) {
            // Also where no thread could be started: the parts that run would wait for those that never will.
            rendezvous.cancel();
            failures.add(e);
        }
        running.forEach(other -> join(other, failures));
        failures.rethrow();
    }

    /** Called by every part: returns when all have called it. */
    public void meet() {
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
    private static void join(Future<?> other, Failures failures) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    failures.add(e.getCause() == null ? e : e.getCause());
                    return;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the parts of one run threw. */
    private static final class Failures {

        private @Nullable Throwable first;

        void add(Throwable failure) {
            if (failure instanceof Rendezvous.CancelledException) {
                return;
            }
            if (first == null) {
                first = failure;
            } else {
                first.addSuppressed(failure);
            }
        }

        void rethrow() {
            if (first instanceof Error error) {
                throw error;
            }
            if (first instanceof RuntimeException failure) {
                throw failure;
            }
        }
    }

    /** One part of the work. */
    public interface Part {
        /** Does part {@code index} of as many as there are threads. */
        public void run(int index);
    }
}
