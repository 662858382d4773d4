package dev.narrows.laboratory.soak;

import dev.narrows.laboratory.report.BenchJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What became of a service under load. First is the median of the looks of the second tenth of the time, for a service that
 * has just started still grows; last that of the last tenth.
 *
 * @param seconds from the first look to the last
 * @param swaps of the model
 * @param records sent
 * @param recordsPerSecond of the results, from the first look to the last
 * @param lost records without a result
 * @param duplicated results of records that had one
 * @param reordered results after one of a later record of their partition
 * @param changed results whose partition, timestamp or headers are not those of their record
 * @param first what the service had at first
 * @param last what it had at last
 * @param looks how often it was looked at
 */
public record SoakReport(
        double seconds,
        int swaps,
        long records,
        double recordsPerSecond,
        long lost,
        long duplicated,
        long reordered,
        long changed,
        Footprint first,
        Footprint last,
        int looks) {

    private static final long MOST_HEAP_BYTES = 16L << 20;
    private static final long MOST_RESIDENT_BYTES = 64L << 20;
    private static final long MOST_THREADS = 4;
    private static final long MOST_DESCRIPTORS = 16;
    private static final int PART = 10;

    /** Median of the looks of a tenth of all, the first tenth being 0. */
    static Footprint median(List<Footprint> looks, int tenth) {
        int from = Math.min(looks.size() - 1, looks.size() * tenth / PART);
        List<Footprint> part = looks.subList(from, Math.max(from + 1, looks.size() * (tenth + 1) / PART));
        return new Footprint(
                median(part, Footprint::heapBytes),
                median(part, Footprint::residentBytes),
                (int) median(part, Footprint::threads),
                median(part, Footprint::descriptors));
    }

    private static long median(List<Footprint> part, ToLongFunction<Footprint> of) {
        return part.stream()
                .mapToLong(of)
                .sorted()
                .skip(part.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** As JSON, keys as the components are named. */
    public String toJson() {
        return BenchJson.write(this);
    }

    /** What is not as it should be, a line each. */
    public List<String> missed() {
        List<String> missed = new ArrayList<>();
        atMost("lost", lost, 0, missed);
        atMost("duplicated", duplicated, 0, missed);
        atMost("reordered", reordered, 0, missed);
        atMost("changed", changed, 0, missed);
        atMost("growth of heapBytes", last.heapBytes() - first.heapBytes(), MOST_HEAP_BYTES, missed);
        atMost("growth of residentBytes", last.residentBytes() - first.residentBytes(), MOST_RESIDENT_BYTES, missed);
        atMost("growth of threads", last.threads() - first.threads(), MOST_THREADS, missed);
        atMost("growth of descriptors", last.descriptors() - first.descriptors(), MOST_DESCRIPTORS, missed);
        return missed;
    }

    private static void atMost(String name, long value, long most, List<String> missed) {
        if (value > most) {
            missed.add(name + ": " + value + " (expected: <= " + most + ")");
        }
    }
}
