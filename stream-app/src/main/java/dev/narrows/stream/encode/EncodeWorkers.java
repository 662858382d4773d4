package dev.narrows.stream.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Threads that run slices beside the stream threads, shared by all of these. {@link #offer} may be called by any thread;
 * {@link #close} ends the threads, after the slices that they run. A slice that is offered and not taken is run by its
 * stream thread, so nothing ever waits for a worker that is not there.
 */
public final class EncodeWorkers implements AutoCloseable {

    // A slice for each worker, one that the stream thread reads or forwards, and one that waits for the next free hand.
    private static final int AHEAD = 2;

    private final BlockingQueue<Slice> offered = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    private EncodeWorkers(int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::work, "narrows-encode-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /**
     * Starts them.
     *
     * @param count threads, 0 or more; with 0 the stream threads run all slices themselves
     */
    public static EncodeWorkers start(int count) {
        EncodeWorkers workers = new EncodeWorkers(count);
        workers.threads.forEach(Thread::start);
        return workers;
    }

    /** Slices that a stream thread has in work at once. */
    int slicesAtOnce() {
        return threads.isEmpty() ? 1 : threads.size() + AHEAD;
    }

    void offer(Slice slice) {
        offered.add(slice);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (true) {
                offered.take().runIfQueued();
            }
        } catch (InterruptedException e) {
            // Closed: what is still offered is run by its stream thread.
            Thread.currentThread().interrupt();
        }
    }
}
