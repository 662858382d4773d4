package dev.narrows.laboratory.chaos;

import java.time.Duration;

/**
 * What a run of chaos does.
 *
 * @param time for faults, above 0; the wait for the last results comes on top
 * @param seed of the plan of faults
 * @param rate records a second, 1 or more
 * @param partitions of the input, 2 or more, so that both services have some
 */
public record ChaosSettings(Duration time, long seed, int rate, int partitions) {

    /** Checks. */
    public ChaosSettings {
        require("time", time, !time.isNegative() && !time.isZero(), "above 0");
        require("rate", rate, rate >= 1, ">= 1");
        require("partitions", partitions, partitions >= 2, ">= 2");
    }

    private static void require(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
