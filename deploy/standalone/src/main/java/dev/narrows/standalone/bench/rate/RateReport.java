package dev.narrows.standalone.bench.rate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.narrows.trainer.sweep.RatePoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link RateBench} found.
 *
 * @param points one for each codec and size, in the order in which they were measured
 */
public record RateReport(List<RatePoint> points) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Copies the points. */
    public RateReport {
        points = List.copyOf(points);
    }

    /** The figures as lines for a terminal. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "%-8s %10s %20s %12s%n", "codec", "code bytes", "disk bytes a record", "mse"));
        for (RatePoint point : points) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-8s %10d %20.1f %12.3g%n",
                    point.codec(),
                    point.codeBytes(),
                    point.recordBytes(),
                    point.mse()));
        }
        return table.toString();
    }

    /** The figures as a JSON object: {@code {points: [{codec, codeBytes, diskBytesPerRecord, mse}]}}. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(
                            Map.of("points", points.stream().map(Line::of).toList()))
                    + "\n";
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("report: cannot be written as JSON", failed);
        }
    }

    /** A point under the names that the report promises. */
    private record Line(String codec, int codeBytes, double diskBytesPerRecord, double mse) {
        static Line of(RatePoint point) {
            return new Line(point.codec(), point.codeBytes(), point.recordBytes(), point.mse());
        }
    }
}
