package dev.narrows.laboratory.measure;

import dev.narrows.laboratory.venue.ContestSettings;
import java.time.Duration;
import java.util.List;

/**
 * What a measurement of latency does.
 *
 * @param rates records a second, one measurement each; 0 for half of what the service is first measured to move
 * @param partitions of the input topic
 * @param warmUp of each measurement, not counted
 * @param time of each measurement, counted
 */
public record LatencySettings(List<Integer> rates, int partitions, Duration warmUp, Duration time) {

    /** Checks ranges. */
    public LatencySettings {
        rates = List.copyOf(rates);
        if (rates.isEmpty() || rates.stream().anyMatch(rate -> rate < 0)) {
            throw new IllegalArgumentException("rates: " + rates + " (expected: records a second, or half)");
        }
        ContestSettings.atLeast("partitions", partitions, 1);
        ContestSettings.atLeast("time in s", time.toSeconds(), 1);
    }
}
