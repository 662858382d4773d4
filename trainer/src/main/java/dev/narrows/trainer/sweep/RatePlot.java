package dev.narrows.trainer.sweep;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Rate against distortion as a picture, both axes logarithmic: further down and further left is better. Stateless. */
public final class RatePlot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;

    private RatePlot() {}

    /**
     * Writes a PNG file. Points that lose nothing have no place on a logarithmic axis: they lie on its lower end.
     *
     * @param title above the picture
     * @param rate what the bytes are, for the axis, for example {@code bytes a record on the broker's disk}
     * @param points at least one; those of one codec are joined by a line
     * @throws IOException where the file cannot be written
     */
    public static void write(Path file, String title, String rate, List<RatePoint> points) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(rate)
                .yAxisTitle("mean squared error / squared range of values")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        // Rates often lie within one decade, which has a single label of its own.
        chart.getStyler().setXAxisLogarithmicDecadeOnly(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        double floor = floor(points);
        byCodec(points).forEach((codec, some) -> {
            XYSeries series = chart.addSeries(
                    codec,
                    some.stream().mapToDouble(RatePoint::recordBytes).toArray(),
                    some.stream()
                            .mapToDouble(point -> Math.max(floor, point.mse()))
                            .toArray());
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setLineStyle(some.size() > 1 ? SeriesLines.SOLID : SeriesLines.NONE);
        });
        try (OutputStream target = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart, target, "png");
        }
    }

    private static Map<String, List<RatePoint>> byCodec(List<RatePoint> points) {
        Map<String, List<RatePoint>> byCodec = new LinkedHashMap<>();
        points.stream()
                .sorted(Comparator.comparingDouble(RatePoint::recordBytes))
                .forEach(point -> byCodec.computeIfAbsent(point.codec(), any -> new ArrayList<>())
                        .add(point));
        return byCodec;
    }

    /** A tenth of the least error that is one. */
    private static double floor(List<RatePoint> points) {
        return points.stream()
                        .mapToDouble(RatePoint::mse)
                        .filter(mse -> mse > 0)
                        .min()
                        .orElse(1)
                / 10;
    }
}
