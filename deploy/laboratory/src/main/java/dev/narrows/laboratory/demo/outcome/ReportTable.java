package dev.narrows.laboratory.demo.outcome;

import dev.narrows.laboratory.demo.digits.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as lines for a terminal: what it is, the figure, what it means. */
final class ReportTable {
    private static final String LINE = "  %-24s %14s   %s";

    private final List<String> lines = new ArrayList<>();

    private ReportTable() {}

    static String of(DemoReport report) {
        ReportTable table = new ReportTable();
        table.counts(report);
        table.disk(report);
        table.quality(report);
        return String.join(System.lineSeparator(), table.lines) + System.lineSeparator();
    }

    private void counts(DemoReport report) {
        line("records", whole(report.records()), "read back from the input topic");
        line("latents", whole(report.latents()), "by model version " + joined(report.modelVersions()));
        line("dead letters", whole(report.deadLetters()), reasons(report.deadLetterReasons()));
        line("lost", whole(report.lost()), "in neither of the two");
        line("doubled", whole(report.duplicated()), "more than once in either");
    }

    private void disk(DemoReport report) {
        line("disk in", bytes(report.bytesInOnDisk()), perRecord(report.bytesInOnDisk(), report.records()));
        line(
                "the same as pixels",
                bytes(report.records() * Digits.DIM),
                "a byte each, as the images' own file has them: disk out is "
                        + times(report.records() * Digits.DIM, report.bytesOutOnDisk()));
        line("disk out", bytes(report.bytesOutOnDisk()), ratio(report.bytesInOnDisk(), report.bytesOutOnDisk()));
        line(
                "disk in, zstd",
                bytes(report.bytesInZstdOnDisk()),
                "what Kafka's own compression makes of the input: "
                        + ratio(report.bytesInOnDisk(), report.bytesInZstdOnDisk()));
        line(
                "disk out, zstd",
                bytes(report.bytesOutZstdOnDisk()),
                "both: " + ratio(report.bytesInOnDisk(), report.bytesOutZstdOnDisk()));
    }

    private void quality(DemoReport report) {
        line(
                "mean squared error",
                decimal(report.mse()),
                "streamed digits, pixels 0 to 1; " + versions(report.mseByVersion()));
        line(
                "the same with PCA",
                decimal(report.pcaMse()),
                String.format(
                        Locale.ROOT,
                        "as many components as a code has bytes; ours is %.2f of it",
                        report.mse() / report.pcaMse()));
        line(
                "alerts",
                whole(report.alerts()),
                String.format(
                        Locale.ROOT, "precision %.3f, recall %.3f", report.alertPrecision(), report.alertRecall()));
        line("seconds", String.format(Locale.ROOT, "%.1f", report.seconds()), "from the start to this table");
    }

    private void line(String name, String figure, String meaning) {
        lines.add(String.format(Locale.ROOT, LINE, name, figure, meaning).stripTrailing());
    }

    private static String reasons(Map<String, Long> reasons) {
        return reasons.entrySet().stream()
                .map(entry -> entry.getKey() + " " + whole(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String versions(Map<Integer, Double> mseByVersion) {
        return mseByVersion.entrySet().stream()
                .map(entry -> "version " + entry.getKey() + " " + decimal(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String joined(List<Integer> versions) {
        return versions.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    private static String perRecord(long bytes, long records) {
        return String.format(Locale.ROOT, "%.0f a record", (double) bytes / Math.max(1, records));
    }

    private static String ratio(long in, long out) {
        return String.format(Locale.ROOT, "%.1f times less on disk", (double) in / Math.max(1, out));
    }

    private static String times(long in, long out) {
        return String.format(Locale.ROOT, "%.1f times less", (double) in / Math.max(1, out));
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long number) {
        return whole(number) + " B";
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.5f", number);
    }
}
