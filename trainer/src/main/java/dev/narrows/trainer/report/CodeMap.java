package dev.narrows.trainer.report;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.codec.Pca;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.judge.Judgement;
import dev.narrows.trainer.judge.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * Where codes lie to each other: what they decode to, along the two directions in which that varies most. Works alike for
 * every kind of code, and shows what a consumer of the codes can tell apart.
 *
 * @param points one a row
 * @param explained share of the variance of all decoded codes of normal rows that the two directions hold, 0 to 1
 * @param standardised whether features were standardised first, because they stand for themselves
 */
record CodeMap(List<Point> points, double explained, boolean standardised) {

    private static final int MOST_NORMAL = 1_500;
    private static final int MOST_ANOMALOUS = 500;

    /** A row: where its code lies, its score, and whether it is anomalous. */
    record Point(float x, float y, float score, boolean anomalous) {}

    static CodeMap of(Judgement judgement, OnnxCodec model, Appearance appearance) {
        boolean standardised = appearance.look() == Appearance.Look.BARS;
        Dataset normal = judgement.rows().test();
        int[] rows = Sampled.rows(normal.rows(), MOST_NORMAL);
        ArrayDataset decoded = decoded(normal, rows, model);
        Units units = standardised ? Units.standard(decoded) : Units.shared(decoded);
        float[] values = units.of(decoded);
        Pca pca = Pca.fit(ArrayDataset.of(values, decoded.dim()), 2);
        float[] places = pca.encode(values, rows.length);
        List<Point> points = new ArrayList<>(points(places, pca.count(), judgement.normal(), rows, false));
        judgement.rows().anomalous().ifPresent(data -> {
            int[] some = Sampled.rows(data.rows(), MOST_ANOMALOUS);
            float[] others = pca.encode(units.of(decoded(data, some, model)), some.length);
            points.addAll(points(others, pca.count(), judgement.anomalous().orElseThrow(), some, true));
        });
        double all = squares(values);
        return new CodeMap(points, all == 0 ? 0 : squares(places) / all, standardised);
    }

    private static ArrayDataset decoded(Dataset data, int[] rows, OnnxCodec model) {
        Dataset some = Selection.of(data, rows);
        float[] values = new float[some.rows() * some.dim()];
        float[] back = new float[values.length];
        some.read(0, some.rows(), values);
        model.reconstruct(values, some.rows(), back);
        return ArrayDataset.of(back, some.dim());
    }

    private static List<Point> points(float[] places, int width, Scores scores, int[] rows, boolean anomalous) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            float y = width > 1 ? places[i * width + 1] : 0;
            float score = Rounded.of(scores.values()[rows[i]]);
            points.add(new Point(Rounded.of(places[i * width]), Rounded.of(y), score, anomalous));
        }
        return points;
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
