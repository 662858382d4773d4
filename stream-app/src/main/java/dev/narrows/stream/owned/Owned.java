package dev.narrows.stream.owned;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one owner has opened; closed in the reverse order, each once, whatever the others throw. Any thread. */
public final class Owned implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Owned.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /**
     * Takes a resource over.
     *
     * @throws IllegalStateException where the owner is closed already; the resource is closed then
     */
    public <T extends AutoCloseable> T add(T resource) {
        synchronized (this) {
            if (!closed) {
                opened.push(resource);
                return resource;
            }
        }
        close(resource);
        throw new IllegalStateException("service: closed (expected: open)");
    }

    @Override
    public void close() {
        Deque<AutoCloseable> all;
        synchronized (this) {
            closed = true;
            all = new ArrayDeque<>(opened);
            opened.clear();
        }
        all.forEach(Owned::close);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("did not close cleanly what={}", resource.getClass().getSimpleName(), e);
        }
    }
}
