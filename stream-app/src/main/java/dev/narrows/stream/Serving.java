package dev.narrows.stream;

import java.util.Optional;

/** What the command {@code serve} runs until it is told to stop: one service, or several pipelines. Any thread. */
interface Serving extends AutoCloseable {

    /**
     * Waits until it has failed for good or is closed.
     *
     * @return why it failed; empty where it was closed
     */
    Optional<String> awaitEnd() throws InterruptedException;

    /** It has failed for good; the first reason counts. */
    void fail(String reason);

    /** Stops consuming, commits what is done, and closes everything. A second call does nothing. */
    @Override
    void close();
}
