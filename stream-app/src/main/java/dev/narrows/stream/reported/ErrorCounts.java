package dev.narrows.stream.reported;

import dev.narrows.schemas.QualityReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the errors of the records that a version encoded in the last hour are distributed, over all instances, on the bins of
 * its manifest. A version in shadow encodes nothing and has none. Any thread.
 */
public final class ErrorCounts {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final long MINUTE_MS = 60_000;
    private static final int MOST_VERSIONS = 16;
    private static final int MOST_MINUTES = 120;

    private final Map<Integer, Version> versions = new LinkedHashMap<>();

    /**
     * A histogram.
     *
     * @param bounds upper bounds of the bins, rising, in the version's error metric; a last bin without bound follows
     * @param counts records, one more than bounds
     */
    public record Histogram(List<Double> bounds, List<Long> counts) {

        /** Copies. */
        public Histogram {
            bounds = List.copyOf(bounds);
            counts = List.copyOf(counts);
        }
    }

    /** Counts by the start of their minute, in milliseconds since the epoch. */
    private record Version(List<Double> bounds, NavigableMap<Long, long[]> minutes) {}

    /** Takes in a report; one that counts no errors is passed over. */
    public synchronized void see(QualityReport report) {
        List<Long> counts = report.getErrorCounts();
        List<Double> bounds = report.getErrorBounds();
        if (counts.size() != bounds.size() + 1 || counts.stream().allMatch(count -> count == 0)) {
            return;
        }
        int number = report.getModelVersion();
        Version version = versions.get(number);
        if (version == null || !version.bounds.equals(bounds)) {
            version = new Version(List.copyOf(bounds), new TreeMap<>());
        }
        // Behind all others, so that the one that was silent for the longest time goes first.
        versions.remove(number);
        versions.put(number, version);
        if (versions.size() > MOST_VERSIONS) {
            versions.remove(versions.keySet().iterator().next());
        }
        add(version.minutes, report.getWindowStart().toEpochMilli() / MINUTE_MS * MINUTE_MS, counts);
    }

    private static void add(NavigableMap<Long, long[]> minutes, long start, List<Long> counts) {
        long[] minute = minutes.computeIfAbsent(start, absent -> new long[counts.size()]);
        for (int i = 0; i < minute.length; i++) {
            minute[i] += counts.get(i);
        }
        // By their number: the clock of one instance that is far ahead must not push out what the others tell.
        if (minutes.size() > MOST_MINUTES) {
            minutes.pollFirstEntry();
        }
    }

    /** Of a version; empty where it encoded nothing in the hour before a time. */
    public synchronized Optional<Histogram> of(int number, Instant now) {
        Version version = versions.get(number);
        if (version == null) {
            return Optional.empty();
        }
        long since = now.minus(KEPT).toEpochMilli();
        Long[] sums = new Long[version.bounds.size() + 1];
        Arrays.fill(sums, 0L);
        boolean any = false;
        for (long[] minute :
                version.minutes.subMap(since, false, now.toEpochMilli(), true).values()) {
            any = true;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += minute[i];
            }
        }
        return any ? Optional.of(new Histogram(version.bounds, List.of(sums))) : Optional.empty();
    }
}
