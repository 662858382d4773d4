package dev.narrows.laboratory.measure;

import dev.narrows.laboratory.contest.Contestant;
import dev.narrows.laboratory.venue.ContestSettings;
import java.time.Duration;
import java.util.List;

/**
 * What a measurement of throughput does.
 *
 * @param contestants who is measured
 * @param partitions of the input topic, one measurement each
 * @param records of the input topic
 * @param repeats runs of each contestant, interleaved; the median counts
 * @param warmUp how long a contestant works before it is measured
 */
public record ThroughputSettings(
        List<Contestant> contestants, List<Integer> partitions, long records, int repeats, Duration warmUp) {

    /** Checks ranges. */
    public ThroughputSettings {
        contestants = List.copyOf(contestants);
        partitions = List.copyOf(partitions);
        if (partitions.isEmpty() || partitions.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("partitions: " + partitions + " (expected: counts >= 1)");
        }
        ContestSettings.atLeast("records", records, 10_000);
        ContestSettings.atLeast("repeats", repeats, 1);
    }
}
