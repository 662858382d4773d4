package dev.narrows.stream.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Threads that encode slices beside the stream threads, shared by all of these. {@link #offer} may be called by any
 * thread; {@link #close} ends the threads, after the slices that they have. A slice that is offered and not taken is
 * encoded by its stream thread, so nothing ever waits for a worker that is not there.
 */
public final class EncodeWorkers implements AutoCloseable {

    private final BlockingQueue<SliceTask> offered = new LinkedBlockingQueue<>();
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
     * @param count threads, 0 or more; with 0 the stream threads encode all slices themselves
     */
    public static EncodeWorkers start(int count) {
        EncodeWorkers workers = new EncodeWorkers(count);
        workers.threads.forEach(Thread::start);
        return workers;
    }

    int count() {
        return threads.size();
    }

    void offer(SliceTask slice) {
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
                offered.take().encodeForOwner();
            }
        } catch (InterruptedException e) {
            // Closed: what is still offered is encoded by its stream thread.
            Thread.currentThread().interrupt();
        }
    }
}
