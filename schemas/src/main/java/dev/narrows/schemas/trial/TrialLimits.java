package dev.narrows.schemas.trial;

import java.time.Duration;

/**
 * How much a version may take on trial.
 *
 * @param time from the start of the process to its verdict, above 0; some seconds are the process itself
 * @param memoryBytes resident memory of the process, its graphs not counted, for each byte of which it gets eight more;
 *     at least 128 MiB
 */
public record TrialLimits(Duration time, long memoryBytes) {

    /** A minute, which a busy machine may need, and 512 MiB. */
    public static final TrialLimits DEFAULT = new TrialLimits(Duration.ofMinutes(1), 512L << 20);

    private static final long LEAST_BYTES = 128L << 20;

    /** @throws IllegalArgumentException when a value is out of range */
    public TrialLimits {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("trial time: " + time + " (expected: above 0)");
        }
        if (memoryBytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "trial memory: " + memoryBytes + " bytes (expected: >= " + LEAST_BYTES + ")");
        }
    }
}
