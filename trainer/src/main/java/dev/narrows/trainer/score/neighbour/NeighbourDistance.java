package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.score.operation.Means;
import dev.narrows.trainer.score.operation.Moments;
import dev.narrows.trainer.score.operation.Nearest;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How far a row is from the training rows nearest to it, beside how far those are from their own neighbours:
 *
 * <pre>
 *   d = mean over the 5 nearest prototypes of sqrt(|x - p|^2 / typical^2 + 0.05^2)
 *   e = mean of the d of the 11 nearest, weighted by how much nearer each is than the 11th
 *   s = log(d + 1) - 0.5 log(e + 1)           s = log(d + 0.2) for directions, which have no density to compare
 * </pre>
 *
 * The d of a prototype leaves out itself; typical is their median. The distance to the nearest rows is the oldest score of
 * all (Ramaswamy, Rastogi and Shim 2000); half of the local term of LOF (Breunig et al. 2000) helps where rows lie at
 * different densities. Weights instead of a plain mean, and the small term under the root, keep rows at equal distances and
 * float rounding from making a difference.
 */
final class NeighbourDistance {

    private static final int NEAREST = 5;
    private static final int WEIGHED = 11;
    private static final float SMOOTH = 0.05f * 0.05f;
    private static final float LEAST_WEIGHT = 1e-4f;
    private static final float SOFT = 1;
    private static final float SOFT_ALONE = 0.2f;
    private static final double NOTHING = 1e-6;
    private static final double CONSTANT = 1e-2;

    private final float perTypical;
    private final float[] own;
    private final boolean local;

    private NeighbourDistance(float perTypical, float[] own, boolean local) {
        this.perTypical = perTypical;
        this.own = own;
        this.local = local;
    }

    /**
     * Learns from the prototypes' distances.
     *
     * @param near of each prototype, itself left out
     * @param dim of the space
     * @param local whether the density around the neighbours counts
     */
    static NeighbourDistance of(Nearest<Tensor> near, int dim, boolean local) {
        double typical = typical(Torch.values(nearest(near.squares()).sqrt().mean(1)), dim);
        float perTypical = (float) (1 / (typical * typical));
        float[] own = Torch.values(distance(scaled(near.squares(), perTypical)));
        return new NeighbourDistance(perTypical, own, local);
    }

    /** How many neighbours of a row are looked at, of so many rows. */
    static int neighbours(int rows) {
        return Math.min(WEIGHED, rows - 1);
    }

    /** The value s of rows with those neighbours, [n]. */
    Tensor forward(Nearest<Tensor> near) {
        Tensor squares = scaled(near.squares(), perTypical);
        Tensor d = distance(squares);
        if (!local) {
            return d.add(new Scalar(SOFT_ALONE)).log();
        }
        long last = squares.size(1) - 1;
        Tensor farthest = squares.narrow(1, last, 1).add(new Scalar(SMOOTH));
        Tensor weights = squares.div(farthest)
                .neg()
                .add(new Scalar(1f))
                .clamp_min(new Scalar(0f))
                .add(new Scalar(LEAST_WEIGHT));
        Tensor others =
                Torch.tensor(own, own.length).index_select(0, near.indices().flatten());
        Tensor e = others.view(squares.size(0), last + 1).mul(weights).sum(1).div(weights.sum(1));
        return d.add(new Scalar(SOFT)).log().sub(e.add(new Scalar(SOFT)).log().mul(new Scalar(0.5f)));
    }

    /** Adds the nodes that compute the same. */
    String export(Graph graph, Nearest<String> near) {
        String scaled = graph.node("Mul", near.squares(), graph.scalar(perTypical));
        String squares = graph.node("Add", scaled, graph.scalar(SMOOTH));
        int count = neighbours(own.length);
        String roots = graph.node("Sqrt", columns(graph, squares, 0, Math.min(NEAREST, count)));
        String d = Means.mean(graph, roots);
        if (!local) {
            return graph.node("Log", graph.node("Add", d, graph.scalar(SOFT_ALONE)));
        }
        String farthest = graph.node("Add", columns(graph, squares, count - 1, count), graph.scalar(SMOOTH));
        String nearness = graph.node("Sub", graph.scalar(1), graph.node("Div", squares, farthest));
        String weights = graph.node("Add", graph.node("Max", nearness, graph.scalar(0)), graph.scalar(LEAST_WEIGHT));
        String others = graph.node("Gather", graph.constant("own", own, own.length), near.indices());
        String e = graph.node("Div", sum(graph, graph.node("Mul", others, weights)), sum(graph, weights));
        String here = graph.node("Log", graph.node("Add", d, graph.scalar(SOFT)));
        String there = graph.node("Log", graph.node("Add", e, graph.scalar(SOFT)));
        return graph.node("Sub", here, graph.node("Mul", there, graph.scalar(0.5f)));
    }

    /** Numbers of the nearest of all, [N, 5] at most. */
    static String nearest(Graph graph, Nearest<String> near, int rows) {
        return columns(graph, near.indices(), 0, Math.min(NEAREST, neighbours(rows)));
    }

    private static String columns(Graph graph, String value, int from, int to) {
        return graph.node("Slice", value, graph.longs(from), graph.longs(to), graph.longs(1));
    }

    private static String sum(Graph graph, String value) {
        return graph.node("ReduceSum", List.of(Attribute.of("keepdims", 0)), value, graph.longs(1));
    }

    private static Tensor scaled(Tensor squares, float perTypical) {
        return squares.mul(new Scalar(perTypical)).add(new Scalar(SMOOTH));
    }

    private static Tensor distance(Tensor squares) {
        return nearest(squares).sqrt().mean(1);
    }

    private static Tensor nearest(Tensor columns) {
        return columns.narrow(1, 0, Math.min(NEAREST, columns.size(1)));
    }

    /** The median; where most rows have equals, their mean; where all are the same, a hundredth of each value's size. */
    private static double typical(float[] distances, int dim) {
        Arrays.sort(distances);
        double least = NOTHING * Math.sqrt(dim);
        double median = distances[distances.length / 2];
        if (median > least) {
            return median;
        }
        double mean = Moments.of(distances).mean();
        return mean > least ? mean : CONSTANT * Math.sqrt(dim);
    }
}
