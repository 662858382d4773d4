package dev.narrows.trainer.fit.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where threads wait for each other between the halves of a step, thousands of times a second: a short spin first, then
 * yielding, then naps, so that a machine with fewer free cores than workers does not burn them on waiting.
 */
final class Rendezvous {

    private static final int SPINS = 500;
    private static final int YIELDS = 200;
    private static final long NAP_NANOS = 20_000;

    private final int size;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int round;
    private volatile boolean cancelled;

    Rendezvous(int size) {
        this.size = size;
    }

    /** Returns when all have come; throws when one of them never will. */
    void await() {
        int mine = round;
        if (arrived.incrementAndGet() == size) {
            arrived.set(0);
            round = mine + 1;
            return;
        }
        for (int waits = 0; round == mine; waits++) {
            if (cancelled) {
                throw new CancelledException();
            }
            if (waits < SPINS) {
                Thread.onSpinWait();
            } else if (waits < SPINS + YIELDS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    /** Frees all who wait. */
    void cancel() {
        cancelled = true;
    }

    /** Makes it usable again, while nobody waits. */
    void reset() {
        cancelled = false;
        arrived.set(0);
    }

    /** Another worker failed. */
    static final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
