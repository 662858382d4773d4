package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.matrix.Covariance;
import dev.narrows.trainer.score.operation.Spectrum;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How badly each feature follows from the others: each is predicted by ridge regression, and the absolute residuals of all
 * add up. With P = (C + ridge I)^-1 the residuals of all regressions at once are
 *
 * <pre>  r = (z - mean) P / diag(P)          s = log(sum |r| / typical + 0.05) </pre>
 *
 * (the partial regressions of a precision matrix: Dempster 1972). What is usual is learned from rows that were left out of
 * the fit, a fifth at a time.
 */
final class RegressionView implements View {

    private static final double RIDGE = 3e-3;
    private static final int FOLDS = 5;
    private static final float SOFT = 0.05f;
    private static final double NOTHING = 1e-6;
    private static final double CONSTANT = 1e-2;

    private final FeatureSpace space;
    private final Regressions regressions;
    private final float perTypical;
    private final RobustZScore standing;

    private RegressionView(FeatureSpace space, Regressions regressions, float perTypical, RobustZScore standing) {
        this.space = space;
        this.regressions = regressions;
        this.perTypical = perTypical;
        this.standing = standing;
    }

    /** Learns from {@code rows}, 3 or more, in random order. */
    static RegressionView of(FeatureSpace space, Sample rows) {
        int dim = rows.dim();
        float[] z = Torch.values(space.forward(rows.tensor()));
        int folds = Math.min(FOLDS, rows.rows());
        float[] sums = new float[rows.rows()];
        for (int fold = 0; fold < folds; fold++) {
            Regressions others = Regressions.of(part(z, dim, folds, fold, false), dim);
            float[] left = part(z, dim, folds, fold, true);
            float[] some = Torch.values(others.forward(Torch.tensor(left, left.length / dim, dim))
                    .abs()
                    .sum(1));
            for (int i = 0; i < some.length; i++) {
                sums[fold + i * folds] = some[i];
            }
        }
        float perTypical = (float) (1 / typical(sums, dim));
        float[] values = new float[sums.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = (float) Math.log(sums[row] * perTypical + SOFT);
        }
        return new RegressionView(space, Regressions.of(z, dim), perTypical, RobustZScore.among(values));
    }

    @Override
    public Tensor forward(Tensor raw) {
        Tensor sums = regressions.forward(space.forward(raw)).abs().sum(1);
        return standing.forward(
                sums.mul(new Scalar(perTypical)).add(new Scalar(SOFT)).log());
    }

    @Override
    public Exported export(Graph graph, String raw, String rows) {
        String residuals = graph.node("Abs", regressions.export(graph, space.export(graph, raw)));
        String sum = graph.node("ReduceSum", List.of(Attribute.of("keepdims", 0)), residuals, graph.longs(1));
        String scaled = graph.node("Mul", sum, graph.scalar(perTypical));
        String value = graph.node("Log", graph.node("Add", scaled, graph.scalar(SOFT)));
        return new Exported(standing.export(graph, value), NeighbourView.share(graph, residuals));
    }

    /** The rows of one fold, or all others. */
    private static float[] part(float[] z, int dim, int folds, int fold, boolean inside) {
        float[] part = new float[z.length];
        int count = 0;
        for (int row = 0; row < z.length / dim; row++) {
            if ((row % folds == fold) == inside) {
                System.arraycopy(z, row * dim, part, count++ * dim, dim);
            }
        }
        return Arrays.copyOf(part, count * dim);
    }

    private static double typical(float[] sums, int dim) {
        float[] sorted = sums.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        return median > NOTHING * dim ? median : CONSTANT * dim;
    }

    /** The regressions of every feature on all others. */
    private static final class Regressions {
        private final float[] mean;
        private final float[] matrix;

        private Regressions(float[] mean, float[] matrix) {
            this.mean = mean;
            this.matrix = matrix;
        }

        static Regressions of(float[] z, int dim) {
            Covariance covariance = new Covariance(dim);
            covariance.add(z, z.length / dim);
            float[] precision = Spectrum.of(covariance.matrix(), dim).map(value -> 1 / (value + RIDGE));
            float[] matrix = new float[precision.length];
            for (int i = 0; i < matrix.length; i++) {
                int feature = i % dim;
                matrix[i] = precision[i] / precision[feature * dim + feature];
            }
            double[] means = covariance.mean();
            float[] mean = new float[dim];
            for (int feature = 0; feature < dim; feature++) {
                mean[feature] = (float) means[feature];
            }
            return new Regressions(mean, matrix);
        }

        Tensor forward(Tensor z) {
            return z.sub(Torch.tensor(mean, mean.length)).mm(Torch.tensor(matrix, mean.length, mean.length));
        }

        String export(Graph graph, String z) {
            int dim = mean.length;
            String away = graph.node("Sub", z, graph.constant("mean", mean, dim));
            return graph.node("MatMul", away, graph.constant("regressions", matrix, dim, dim));
        }
    }
}
