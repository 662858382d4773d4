package dev.narrows.standalone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a measurement of throughput does.
 *
 * @param contestants who is measured
 * @param partitions of the input topic, one measurement each
 * @param threads stream threads
 * @param records of the input topic
 * @param repeats runs of each contestant, interleaved; the median counts
 * @param warmUp how long a contestant works before it is measured
 * @param model folder of a model version; empty for one that is trained on the vectors at the start
 * @param jvm options of the contestants' JVMs
 * @param settings further settings of all contestants, as the service names them
 */
public record ThroughputSettings(
        List<Contestant> contestants,
        List<Integer> partitions,
        int threads,
        long records,
        int repeats,
        Duration warmUp,
        Optional<Path> model,
        List<String> jvm,
        Map<String, String> settings) {

    /** Checks ranges. */
    public ThroughputSettings {
        contestants = List.copyOf(contestants);
        partitions = List.copyOf(partitions);
        jvm = List.copyOf(jvm);
        settings = Map.copyOf(settings);
        if (partitions.isEmpty() || partitions.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("partitions: " + partitions + " (expected: counts >= 1)");
        }
        atLeast("threads", threads, 1);
        atLeast("records", records, 10_000);
        atLeast("repeats", repeats, 1);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
