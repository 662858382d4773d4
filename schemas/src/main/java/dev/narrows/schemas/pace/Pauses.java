package dev.narrows.schemas.pace;

import java.time.Duration;

/**
 * Pauses between tries of something that does not work yet: the first, then twice as long each time, up to the longest.
 *
 * @param first more than 0
 * @param longest at least the first
 */
public record Pauses(Duration first, Duration longest) {

    /** For what is asked over a network: 200 ms to 5 s. */
    public static final Pauses OF_A_NETWORK = new Pauses(Duration.ofMillis(200), Duration.ofSeconds(5));

    private static final int MOST_DOUBLINGS = 30;

    /** Checks ranges. */
    public Pauses {
        if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "first, longest: " + first + ", " + longest + " (expected: >= PT0.001S, >= first)");
        }
    }

    /** Milliseconds to wait after so many failures in a row, 1 or more. */
    public long millis(int failures) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        return Math.min(first.toMillis() << doublings, longest.toMillis());
    }
}
