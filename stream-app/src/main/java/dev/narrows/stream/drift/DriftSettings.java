package dev.narrows.stream.drift;

import java.time.Duration;

/**
 * How often one looks, and how often one may be led astray.
 *
 * @param window of reports that are judged together, above 0
 * @param falseDrift time from one false drift to the next, on average, where rows are independent; at least a window
 * @param leastRows sampled rows of a window before it is judged, else it goes on; 100 or more
 */
public record DriftSettings(Duration window, Duration falseDrift, long leastRows) {

    /** Five minutes, one false drift in thirty days, 1,000 sampled rows. */
    public static final DriftSettings DEFAULT = new DriftSettings(Duration.ofMinutes(5), Duration.ofDays(30), 1000);

    /** Checks. */
    public DriftSettings {
        require("window", window, window.compareTo(Duration.ZERO) > 0, "above 0");
        require("falseDrift", falseDrift, falseDrift.compareTo(window) >= 0, ">= " + window);
        require("leastRows", leastRows, leastRows >= 100, ">= 100");
    }

    private static void require(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** The share of single tests that may be false, of {@code tests} in each window. */
    double shareOf(int tests) {
        return (double) window.toMillis() / falseDrift.toMillis() / tests;
    }
}
