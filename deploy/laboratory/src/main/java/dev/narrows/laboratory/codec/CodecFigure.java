package dev.narrows.laboratory.codec;

import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;

/**
 * What one step costs a record.
 *
 * @param benchmark the step
 * @param of records at once, or the format of a value
 * @param nanosPerRecord time, nanoseconds
 * @param recordsPerSecond its inverse
 * @param bytesPerRecord what is allocated on the heap, bytes
 */
public record CodecFigure(
        String benchmark, String of, double nanosPerRecord, double recordsPerSecond, double bytesPerRecord) {

    private static final String ROWS = "rows";
    private static final String FORMAT = "format";
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double NANOS = 1e9;

    static final String HEAD =
            String.format(Locale.ROOT, "%-14s %-11s %12s %14s %10s", "step", "", "ns/record", "records/s", "B/record");

    static CodecFigure of(RunResult run) {
        String rows = run.getParams().getParam(ROWS);
        double records = rows == null ? 1 : Double.parseDouble(rows);
        String name = run.getParams().getBenchmark();
        double nanos = run.getPrimaryResult().getScore() / records;
        double bytes = run.getSecondaryResults().keySet().stream()
                .filter(key -> key.endsWith(ALLOCATED))
                .mapToDouble(
                        key -> Objects.requireNonNull(run.getSecondaryResults().get(key))
                                .getScore())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + ": no " + ALLOCATED + " (expected: measured)"));
        return new CodecFigure(
                name.substring(name.lastIndexOf('.') + 1),
                rows == null ? run.getParams().getParam(FORMAT).toLowerCase(Locale.ROOT) : rows,
                nanos,
                NANOS / nanos,
                bytes / records);
    }

    /** A line of a table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-14s %-11s %,12.1f %,14.0f %,10.1f",
                benchmark,
                of,
                nanosPerRecord,
                recordsPerSecond,
                bytesPerRecord);
    }
}
