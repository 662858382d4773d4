package dev.narrows.stream;

import dev.narrows.stream.fault.Failure;
import java.util.Optional;

/** What the command {@code serve} runs until it is told to stop: one service, or several pipelines. Any thread. */
interface Serving extends AutoCloseable {

    /**
     * Waits until it has failed for good or is closed.
     *
     * @return why it failed; empty where it was closed
     */
    Optional<Failure> awaitEnd() throws InterruptedException;

    /** It has failed for good; the first reason counts. */
    void fail(Failure why);

    /** Stops consuming, commits what is done, and closes everything. A second call does nothing. */
    @Override
    void close();
}
