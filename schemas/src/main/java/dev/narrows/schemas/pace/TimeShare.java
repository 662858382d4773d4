package dev.narrows.schemas.pace;

import java.util.function.LongSupplier;

/**
 * A share of the time that something unwanted may take, so that what is wanted gets the rest however much of the unwanted
 * comes: a bucket of time that fills by the share, holds as much as may be spent at once, and is in debt for a second at
 * most. What is done while it is empty is up to the caller.
 *
 * <p>Steady: with a share of 1/10 something that takes 1 ms is done 100 times a second, and something that takes 1 s once
 * in two, for the debt is cut short. After a rest as much as the bucket holds is spent at once. Any thread.
 */
public final class TimeShare {

    private static final double LONGEST_DEBT_NANOS = 1e9;

    private final double share;
    private final double mostNanos;
    private final LongSupplier nanoTime;
    // With fractions, or nothing is saved by who asks more often than once in some nanoseconds.
    private double savedNanos;
    private long at;

    /**
     * A full bucket.
     *
     * @param share above 0, below 1
     * @param mostNanos what it holds, above 0
     * @param nanoTime the clock
     */
    public TimeShare(double share, long mostNanos, LongSupplier nanoTime) {
        if (!(share > 0 && share < 1) || mostNanos < 1) {
            throw new IllegalArgumentException(
                    "share, mostNanos: " + share + ", " + mostNanos + " (expected: between 0 and 1, >= 1)");
        }
        this.share = share;
        this.mostNanos = mostNanos;
        this.nanoTime = nanoTime;
        this.savedNanos = mostNanos;
        this.at = nanoTime.getAsLong();
    }

    /** Whether any is left. */
    public synchronized boolean isLeft() {
        long now = nanoTime.getAsLong();
        savedNanos = Math.min(mostNanos, savedNanos + share * (now - at));
        at = now;
        return savedNanos > 0;
    }

    /** So much was spent. */
    public synchronized void spend(long nanos) {
        savedNanos = Math.max(-share * LONGEST_DEBT_NANOS, savedNanos - nanos);
    }
}
