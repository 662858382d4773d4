package dev.narrows.schemas.pace;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Spaces out events evenly: event n is due n / rate seconds after the first. Who is late catches up without waiting, so
 * the mean rate holds. One thread.
 */
public final class Pace {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanoClock;
    private long start;
    private long events;

    /** @param perSecond events a second, above 0; infinity never waits */
    public Pace(double perSecond) {
        this(perSecond, System::nanoTime);
    }

    Pace(double perSecond, LongSupplier nanoClock) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("rate: " + perSecond + " (expected: > 0)");
        }
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
    }

    /** Waits until the next event is due; returns at once where the thread is interrupted. */
    public void await() {
        long left = nanosUntilDue();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = due() - nanoClock.getAsLong();
        }
        events++;
    }

    long nanosUntilDue() {
        if (events == 0) {
            start = nanoClock.getAsLong();
        }
        return due() - nanoClock.getAsLong();
    }

    private long due() {
        return start + (long) (events * NANOS / perSecond);
    }
}
