package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Joined;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.network.error.Stations;
import dev.narrows.trainer.score.operation.Finite;
import dev.narrows.trainer.tensor.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How unusual a row looks among kept training rows, in several views at once:
 *
 * <pre>  error = 1/2 log(e^2 + mean over the views of exp(2 z)) </pre>
 *
 * which is near the largest z where one view stands out, and never below 1. A view is used where it holds on rows that it
 * has not learned from: where the median of the validation part stands no higher than the training rows' own median.
 *
 * <p>At most {@value #MOST_PROTOTYPES} rows are kept, fewer where rows are so wide that they would be more than
 * {@value #MOST_VALUES} values. The graph that is served multiplies each row with all of them in each view, so an
 * encoder with this score is far slower than one with a reconstruction error: about
 * {@code 12 * prototypes * dim} operations a row.
 */
public final class NeighbourScore implements Score {

    private static final int MOST_PROTOTYPES = 8192;
    private static final int MOST_VALUES = 1 << 22;
    private static final int LEAST_PROTOTYPES = 256;
    private static final int MOST_DIM_OF_MATRICES = 1024;
    private static final double HOLDS = 0.5;
    private static final double SAMPLING = 3;
    private static final float SHARPNESS = 2;
    private static final float SOFT = (float) Math.exp(2);

    private final Sample prototypes;
    private final List<View> views;

    private NeighbourScore(Sample prototypes, List<View> views) {
        this.prototypes = prototypes;
        this.views = List.copyOf(views);
    }

    /** Chooses the views with {@code train} on {@code validation}, then learns those from both where there are few rows. */
    public static NeighbourScore of(Dataset train, Dataset validation, long seed) {
        int most = most(train.dim());
        Sample held = Sample.of(validation, most, seed);
        Sample rows = Sample.of(train, most, seed);
        List<View> views;
        List<Integer> chosen;
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            views = views(rows);
            chosen = chosen(views, held);
        }
        if (train.rows() < most) {
            rows = Sample.of(Joined.of(train, validation), most, seed);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                views = views(rows);
            }
        }
        return new NeighbourScore(rows, chosen.stream().map(views::get).toList());
    }

    /** How many rows of {@code dim} values are kept at most. */
    public static int most(int dim) {
        return Math.min(MOST_PROTOTYPES, Math.max(LEAST_PROTOTYPES, MOST_VALUES / dim));
    }

    private static List<View> views(Sample rows) {
        FeatureSpace logarithms = Standardised.ofLogarithm(rows);
        FeatureSpace deviations = Standardised.ofDeviation(rows);
        List<View> views = new ArrayList<>();
        views.add(NeighbourView.of(logarithms, rows));
        views.add(NeighbourView.of(Standardised.ofRange(rows), rows));
        views.add(NeighbourView.of(NormalScores.of(rows), rows));
        views.add(NeighbourView.of(new Direction(logarithms, rows.dim()), rows));
        if (rows.dim() <= MOST_DIM_OF_MATRICES) {
            views.add(NeighbourView.of(Whitened.of(deviations, rows, 0.1), rows));
            views.add(NeighbourView.of(Whitened.of(logarithms, rows, 1), rows));
            views.add(RegressionView.of(logarithms, rows));
        }
        return views;
    }

    private static List<Integer> chosen(List<View> views, Sample held) {
        double allowed = HOLDS + SAMPLING / Math.sqrt(held.rows());
        List<Integer> chosen = new ArrayList<>();
        int best = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < views.size(); i++) {
            float[] standings = Torch.values(views.get(i).forward(held.tensor()));
            Arrays.sort(standings);
            double shift = standings[standings.length / 2];
            if (shift <= allowed) {
                chosen.add(i);
            }
            if (shift < nearest) {
                nearest = shift;
                best = i;
            }
        }
        return chosen.isEmpty() ? List.of(best) : chosen;
    }

    /** How many views are used. */
    int views() {
        return views.size();
    }

    @Override
    public String metric() {
        return "neighbours";
    }

    @Override
    public double smallestError() {
        return 0.05;
    }

    @Override
    public Tensor forward(Stations<Tensor> rows) {
        Tensor sum = views.get(0).forward(rows.raw()).mul(new Scalar(SHARPNESS)).exp();
        for (View view : views.subList(1, views.size())) {
            sum = sum.add(view.forward(rows.raw()).mul(new Scalar(SHARPNESS)).exp());
        }
        Tensor error = sum.mul(new Scalar(1f / views.size()))
                .add(new Scalar(SOFT))
                .log()
                .div(new Scalar(SHARPNESS));
        return Finite.guard(error, rows.raw());
    }

    @Override
    public Exported export(Graph graph, Stations<String> rows) {
        String kept = graph.constant("prototypes", prototypes.values(), prototypes.rows(), prototypes.dim());
        String sharpness = graph.scalar(SHARPNESS);
        String sum = "";
        String share = "";
        for (View view : views) {
            View.Exported seen = view.export(graph, rows.raw(), kept);
            String power = graph.node("Exp", graph.node("Mul", seen.standing(), sharpness));
            // A feature's share in each view, by how loud the view is.
            String part = graph.node("Mul", seen.share(), graph.node("Reshape", power, graph.longs(-1, 1)));
            sum = sum.isEmpty() ? power : graph.node("Add", sum, power);
            share = share.isEmpty() ? part : graph.node("Add", share, part);
        }
        String mean = graph.node("Mul", sum, graph.scalar(1f / views.size()));
        String log = graph.node("Log", graph.node("Add", mean, graph.scalar(SOFT)));
        String error = graph.node("Div", log, sharpness);
        return new Exported(Finite.export(graph, error, rows.raw()), share);
    }
}
