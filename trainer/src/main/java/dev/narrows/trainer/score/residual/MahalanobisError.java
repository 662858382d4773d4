package dev.narrows.trainer.score.residual;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.matrix.Covariance;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.network.error.Stations;
import dev.narrows.trainer.score.operation.Finite;
import dev.narrows.trainer.score.operation.Means;
import dev.narrows.trainer.score.operation.Spectrum;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The squared Mahalanobis distance of a residual, a feature: with u the residual in usual units ({@link RobustScale}),
 *
 * <pre>  error = |W u|^2 / dim        W = (C + 0.1 I)^(-1/2) </pre>
 *
 * C is the second moment of u over the training rows without the {@value #TRIMMED} that are farthest, found in
 * {@value #STEPS} concentration steps (Rousseeuw and Van Driessen 1999), so that unclean rows do not widen it. The ridge
 * keeps directions in which residuals never went from counting without bound. W is symmetric, so its rows are features.
 */
final class MahalanobisError implements Score {

    private static final double TRIMMED = 0.1;
    private static final int STEPS = 2;
    private static final double RIDGE = 0.1;

    private final RobustScale scale;
    private final float[] whitening;
    private final int dim;

    private MahalanobisError(RobustScale scale, float[] whitening, int dim) {
        this.scale = scale;
        this.whitening = whitening;
        this.dim = dim;
    }

    static MahalanobisError of(Residuals residuals) {
        int dim = residuals.dim();
        RobustScale scale = RobustScale.of(residuals);
        float[] usual = Torch.values(scale.forward(residuals.tensor()));
        float[] distances = new float[residuals.rows()];
        for (int row = 0; row < distances.length; row++) {
            for (int i = row * dim; i < (row + 1) * dim; i++) {
                distances[row] += usual[i] * usual[i];
            }
        }
        float[] whitening = new float[0];
        for (int step = 0; step < STEPS; step++) {
            whitening = whitening(kept(usual, distances, dim), dim);
            Tensor white = Torch.tensor(usual, distances.length, dim).mm(Torch.tensor(whitening, dim, dim));
            distances = Torch.values(white.square().sum(1));
        }
        return new MahalanobisError(scale, whitening, dim);
    }

    @Override
    public String metric() {
        return "mahalanobis";
    }

    @Override
    public double smallestError() {
        return 1e-4;
    }

    @Override
    public Tensor forward(Stations<Tensor> row) {
        Tensor usual = scale.forward(row.normal().sub(row.decoded()));
        Tensor white = usual.mm(Torch.tensor(whitening, dim, dim));
        return Finite.guard(white.square().mean(1), row.raw());
    }

    @Override
    public Exported export(Graph graph, Stations<String> row) {
        String usual = scale.export(graph, graph.node("Sub", row.normal(), row.decoded()));
        String white = graph.node("MatMul", usual, graph.constant("whitening", whitening, dim, dim));
        return Means.export(graph, graph.node("Mul", white, white), row.raw());
    }

    private static float[] kept(float[] rows, float[] distances, int dim) {
        float[] sorted = distances.clone();
        Arrays.sort(sorted);
        float farthest = sorted[(int) ((1 - TRIMMED) * (sorted.length - 1))];
        float[] kept = new float[rows.length];
        int count = 0;
        for (int row = 0; row < distances.length; row++) {
            if (distances[row] <= farthest) {
                System.arraycopy(rows, row * dim, kept, count++ * dim, dim);
            }
        }
        return Arrays.copyOf(kept, count * dim);
    }

    private static float[] whitening(float[] rows, int dim) {
        Covariance covariance = new Covariance(dim);
        covariance.add(rows, rows.length / dim);
        double[] matrix = covariance.matrix();
        double[] mean = covariance.mean();
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                matrix[i * dim + j] += mean[i] * mean[j];
            }
        }
        return Spectrum.of(matrix, dim).map(value -> 1 / Math.sqrt(value + RIDGE));
    }
}
