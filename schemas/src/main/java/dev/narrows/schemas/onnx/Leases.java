package dev.narrows.schemas.onnx;

/**
 * Counts who uses a thing that must not be closed under anybody's hands, and closes it when it is retired and the last
 * user is done. Any thread.
 */
final class Leases {

    private final String what;
    private final Runnable close;
    private int held;
    private boolean retired;

    /**
     * @param what for messages
     * @param close called once, by whoever is last
     */
    Leases(String what, Runnable close) {
        this.what = what;
        this.close = close;
    }

    /** @throws IllegalStateException when retired */
    synchronized void acquire() {
        if (retired) {
            throw new IllegalStateException(what + ": retired (expected: in service)");
        }
        held++;
    }

    /** Whether it is retired and nobody has a lease any more. */
    synchronized boolean areOver() {
        return retired && held == 0;
    }

    /** Ends a lease; every acquire is followed by exactly one release. */
    void release() {
        boolean last;
        synchronized (this) {
            held--;
            last = retired && held == 0;
        }
        if (last) {
            close.run();
        }
    }

    /** No new leases from now on; a second call does nothing. */
    void retire() {
        boolean last;
        synchronized (this) {
            last = !retired && held == 0;
            retired = true;
        }
        if (last) {
            close.run();
        }
    }
}
