package dev.narrows.laboratory.rate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.narrows.laboratory.rate.Measured.CompressedDisk;
import dev.narrows.trainer.sweep.RatePoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link RateBench} found: each codec and size, in the order in which they were measured. Immutable. */
public final class RateReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String HEAD = "%-8s %10s %12s %8s %8s %10s %10s %10s%n";
    private static final String ROW = "%-8s %10d %12.1f %8s %8s %10.3g %10.2f %10.2f%s%n";

    private final List<Measured> found;

    RateReport(List<Measured> found) {
        this.found = List.copyOf(found);
    }

    /** Bytes and errors. */
    public List<RatePoint> points() {
        return found.stream().map(Measured::point).toList();
    }

    /** The figures as lines for a terminal. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                HEAD,
                "codec",
                "code bytes",
                "disk bytes",
                "lz4",
                "zstd",
                "mse",
                "encode us",
                "decode us"));
        for (Measured each : found) {
            RatePoint point = each.point();
            table.append(String.format(
                    Locale.ROOT,
                    ROW,
                    point.codec(),
                    point.codeBytes(),
                    point.recordBytes(),
                    each.compressed().map(disk -> bytes(disk.lz4())).orElse(""),
                    each.compressed().map(disk -> bytes(disk.zstd())).orElse(""),
                    point.mse(),
                    each.time().encodeMicros(),
                    each.time().decodeMicros(),
                    each.kind().map(kind -> "  " + kind).orElse("")));
        }
        return table.toString();
    }

    private static String bytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes);
    }

    /**
     * The figures as a JSON object: {@code {points: [{codec, codeBytes, diskBytesPerRecord, diskBytesPerRecordLz4,
     * diskBytesPerRecordZstd, mse, encodeMicros, decodeMicros, kind}]}}. Bytes under lz4 and zstd are those of codes, absent
     * for vectors as they are; kind is that of our models, absent for all others.
     */
    public String toJson() {
        try {
            return JSON.writeValueAsString(
                            Map.of("points", found.stream().map(Line::of).toList()))
                    + "\n";
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("report: cannot be written as JSON", failed);
        }
    }

    /** A point under the names that the report promises; null for what is absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String codec,
            int codeBytes,
            double diskBytesPerRecord,
            @Nullable Double diskBytesPerRecordLz4,
            @Nullable Double diskBytesPerRecordZstd,
            double mse,
            double encodeMicros,
            double decodeMicros,
            @Nullable String kind) {
        static Line of(Measured each) {
            RatePoint point = each.point();
            return new Line(
                    point.codec(),
                    point.codeBytes(),
                    point.recordBytes(),
                    each.compressed().map(CompressedDisk::lz4).orElse(null),
                    each.compressed().map(CompressedDisk::zstd).orElse(null),
                    point.mse(),
                    each.time().encodeMicros(),
                    each.time().decodeMicros(),
                    each.kind().orElse(null));
        }
    }
}
