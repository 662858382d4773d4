package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Each feature by its rank among the training rows, turned into the normal quantile of that rank (van der Waerden 1952), so
 * that no feature's shape or unit matters. Linear between at most {@value #KNOTS} values a feature; flat outside them.
 *
 * <pre>  y = bottom + sum_k rise_k clip((x - knot_k) per_k, 0, 1)        per_k = 1 / (knot_{k+1} - knot_k) </pre>
 */
final class NormalScores implements FeatureSpace {

    private static final int KNOTS = 16;

    private final float[] bottom;
    private final List<Piece> pieces;

    private NormalScores(float[] bottom, List<Piece> pieces) {
        this.bottom = bottom;
        this.pieces = pieces;
    }

    static NormalScores of(Sample rows) {
        int dim = rows.dim();
        float[] bottom = new float[dim];
        List<Piece> pieces = new ArrayList<>();
        for (int k = 0; k + 1 < KNOTS; k++) {
            pieces.add(new Piece(new float[dim], new float[dim], new float[dim]));
        }
        for (int feature = 0; feature < dim; feature++) {
            Knots knots = Knots.of(rows.column(feature), KNOTS);
            bottom[feature] = (float) knots.score(0);
            for (int k = 0; k + 1 < knots.count(); k++) {
                pieces.get(k).set(feature, knots, k);
            }
        }
        return new NormalScores(bottom, pieces);
    }

    @Override
    public Tensor forward(Tensor raw) {
        Tensor y = Torch.tensor(bottom, bottom.length);
        for (Piece piece : pieces) {
            Tensor inside = torch.clamp(
                    raw.sub(Torch.tensor(piece.knot, bottom.length)).mul(Torch.tensor(piece.per, bottom.length)),
                    new ScalarOptional(new Scalar(0f)),
                    new ScalarOptional(new Scalar(1f)));
            y = y.add(inside.mul(Torch.tensor(piece.rise, bottom.length)));
        }
        return y;
    }

    @Override
    public String export(Graph graph, String raw) {
        int dim = bottom.length;
        String y = graph.constant("bottom", bottom, dim);
        String zero = graph.scalar(0);
        String one = graph.scalar(1);
        for (Piece piece : pieces) {
            String away = graph.node("Sub", raw, graph.constant("knot", piece.knot, dim));
            String inside =
                    graph.node("Clip", graph.node("Mul", away, graph.constant("per", piece.per, dim)), zero, one);
            y = graph.node("Add", y, graph.node("Mul", inside, graph.constant("rise", piece.rise, dim)));
        }
        return y;
    }

    /** One straight piece of each feature; a feature with fewer pieces does not rise in the others. */
    private static final class Piece {
        private final float[] knot;
        private final float[] per;
        private final float[] rise;

        private Piece(float[] knot, float[] per, float[] rise) {
            this.knot = knot;
            this.per = per;
            this.rise = rise;
        }

        private void set(int feature, Knots knots, int k) {
            float width = knots.value(k + 1) - knots.value(k);
            knot[feature] = knots.value(k);
            per[feature] = Math.min(1 / width, Float.MAX_VALUE);
            rise[feature] = (float) (knots.score(k + 1) - knots.score(k));
        }
    }

    /** Different values of one feature, rising, each with the normal quantile of its middle rank. */
    private static final class Knots {
        private static final NormalDistribution NORMAL = new NormalDistribution();

        private final float[] values;
        private final double[] shares;

        private Knots(float[] values, double[] shares) {
            this.values = values;
            this.shares = shares;
        }

        static Knots of(float[] column, int most) {
            Arrays.sort(column);
            int rows = column.length;
            float[] values = new float[most];
            double[] shares = new double[most];
            int count = 0;
            for (int from = 0, to; from < rows; from = to) {
                for (to = from + 1; to < rows && column[to] == column[from]; ) {
                    to++;
                }
                double share = (from + to) / (2.0 * rows);
                boolean last = to == rows;
                // Evenly spaced in rank, the ends always among them.
                boolean due = share * (most - 1) >= count;
                if (count == most - 1 && !last) {
                    continue;
                }
                if (count == 0 || due || last) {
                    values[count] = column[from];
                    shares[count++] = share;
                }
            }
            return new Knots(Arrays.copyOf(values, count), Arrays.copyOf(shares, count));
        }

        int count() {
            return values.length;
        }

        float value(int k) {
            return values[k];
        }

        double score(int k) {
            return NORMAL.inverseCumulativeProbability(shares[k]);
        }
    }
}
