package dev.narrows.trainer.watch;

import java.time.Duration;

/**
 * When to train again.
 *
 * @param longestAge of the newest version, more than 0
 * @param pause from one training to the next, however much drifts meanwhile, so that the data that drifted can come in first;
 *     more than 0
 */
public record WatchSettings(Duration longestAge, Duration pause) {

    /** Checks. */
    public WatchSettings {
        require("longestAge", longestAge);
        require("pause", pause);
    }

    private static void require(String name, Duration value) {
        if (value.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
        }
    }
}
