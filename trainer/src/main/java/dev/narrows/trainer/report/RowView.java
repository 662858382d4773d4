package dev.narrows.trainer.report;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prepares rows to be drawn. Where features stand for themselves they have units of their own, so they are standardised,
 * and only the {@value #MOST_FEATURES} that came back worst are shown; of long series, points at even distances.
 */
final class RowView {

    private static final int MOST_FEATURES = 20;
    private static final int MOST_POINTS = 1_024;
    private static final int MOST_ROWS = 2_000;

    private final OnnxCodec model;
    private final Appearance appearance;
    private final Units units;
    private final double threshold;

    private RowView(OnnxCodec model, Appearance appearance, Units units, double threshold) {
        this.threshold = threshold;
        this.model = model;
        this.appearance = appearance;
        this.units = units;
    }

    /** Prepares rows such as those of {@code data}; above the threshold they alert. */
    static RowView of(Dataset data, OnnxCodec model, Appearance appearance, double threshold) {
        return new RowView(model, appearance, Units.standard(Sampled.of(data, MOST_ROWS)), threshold);
    }

    ShownRow show(Dataset data, int row, float score) {
        float[] values = new float[data.dim()];
        float[] back = new float[data.dim()];
        data.read(row, 1, values);
        model.reconstruct(values, 1, back);
        int[] features = switch (appearance.look()) {
            case IMAGE -> IntStream.range(0, values.length).toArray();
            case SERIES -> Sampled.rows(values.length, MOST_POINTS);
            case BARS -> worst(units.of(values), units.of(back));
        };
        boolean bars = appearance.look() == Appearance.Look.BARS;
        return new ShownRow(
                row,
                Rounded.of(score),
                !(score <= threshold), // Not "above": a score that is no number alerts as well.
                IntStream.of(features).boxed().toList(),
                some(features, bars ? units.of(values) : values),
                some(features, bars ? units.of(back) : back));
    }

    private static int[] worst(float[] values, float[] back) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> Math.abs(values[i] - back[i]))
                        .reversed())
                .limit(MOST_FEATURES)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static List<Float> some(int[] features, float[] values) {
        return IntStream.of(features)
                .mapToObj(feature -> Rounded.of(values[feature]))
                .toList();
    }
}
