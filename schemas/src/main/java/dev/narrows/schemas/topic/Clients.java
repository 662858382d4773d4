package dev.narrows.schemas.topic;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What an encoder or decoder has opened and closes together. Stateless; any thread. */
public final class Clients {

    private Clients() {}

    /**
     * Closes all, the first of the deque first, and leaves it empty.
     *
     * @param owner for the message
     * @throws RuntimeException what the first that did not close has thrown, or a wrapper of it; it names the others
     */
    public static void closeAll(Deque<AutoCloseable> all, String owner) {
        @Nullable RuntimeException failure = null;
        while (!all.isEmpty()) {
            try {
                all.pop().close();
            } catch (Exception e) {
                RuntimeException told = e instanceof RuntimeException
                        ? (RuntimeException) e
                        : new IllegalStateException(owner + ": " + e.getMessage() + " (expected: a clean close)", e);
                if (failure == null) {
                    failure = told;
                } else {
                    failure.addSuppressed(told);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
