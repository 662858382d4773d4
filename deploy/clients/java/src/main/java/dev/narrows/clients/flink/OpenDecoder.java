package dev.narrows.clients.flink;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A decoder until nobody can use it any more: closed once, by {@link #close} or after its user was found to be garbage. Flink
 * has no word for the end of a schema; after each restart of a job there is a new one, while the classes stay. Any thread.
 */
final class OpenDecoder implements AutoCloseable {

    // Its thread ends when these classes are garbage, since nothing that it has to clean holds a user.
    private static final Cleaner CLEANER = Cleaner.create();

    private final Cleaner.Cleanable cleanable;

    /**
     * Begins.
     *
     * @param user whose end it is; must keep itself reachable while it uses the decoder
     * @param decoder does not hold the user
     */
    OpenDecoder(Object user, AutoCloseable decoder) {
        this.cleanable = CLEANER.register(user, new Closing(decoder));
    }

    @Override
    public void close() {
        cleanable.clean();
    }

    /** Holds nothing that is closed: hooks of a job outlive many schemas. */
    private static final class Closing implements Runnable {

        private final AtomicReference<AutoCloseable> decoder;

        Closing(AutoCloseable decoder) {
            this.decoder = new AtomicReference<>(decoder);
        }

        @Override
        public void run() {
            AutoCloseable last = decoder.getAndSet(null);
            if (last == null) {
                return;
            }
            try {
                last.close();
            } catch (Exception e) {
                throw new IllegalStateException("decoder: " + e.getMessage() + " (expected: closed)", e);
            }
        }
    }
}
