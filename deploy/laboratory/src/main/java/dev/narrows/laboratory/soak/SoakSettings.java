package dev.narrows.laboratory.soak;

import java.time.Duration;

/**
 * What a soak does.
 *
 * @param time how long, 1 s or more
 * @param swaps of the model, evenly within the time; 1 or more
 * @param rate records a second, 1 or more
 * @param partitions of the input, 1 or more
 */
public record SoakSettings(Duration time, int swaps, int rate, int partitions) {

    /** Checks. */
    public SoakSettings {
        atLeast("time, in seconds", time.toSeconds());
        atLeast("swaps", swaps);
        atLeast("rate", rate);
        atLeast("partitions", partitions);
    }

    private static void atLeast(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
