package dev.narrows.trainer.score.residual;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.matrix.KMeans;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.network.error.Stations;
import dev.narrows.trainer.score.operation.Finite;
import dev.narrows.trainer.score.operation.Means;
import dev.narrows.trainer.score.operation.Nearest;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The mean squared difference between a row and its reconstruction, and the squared distance of its latent to the nearest
 * of K prototypes, each in units of its median over the training rows:
 *
 * <pre>  error = mean((x - y)^2) / usual error + min_k |latent - prototype_k|^2 / usual distance </pre>
 *
 * The prototypes are the centroids of K-means over the training latents, as many as the root of the rows and
 * {@value #MOST} at most. A decoder that extrapolates well reconstructs what it has never seen; its latent still lies
 * where no training row was.
 */
final class PrototypeError implements Score {

    private static final int MOST = 64;
    private static final int ROUNDS = 25;
    private static final double LEAST_SQUARE = 1e-6;

    private final float[] prototypes;
    private final int dims;
    private final float perError;
    private final float perDistance;

    private PrototypeError(float[] prototypes, int dims, float perError, float perDistance) {
        this.prototypes = prototypes;
        this.dims = dims;
        this.perError = perError;
        this.perDistance = perDistance;
    }

    static PrototypeError of(Residuals residuals, long seed) {
        int rows = residuals.rows();
        int dims = residuals.latents().length / rows;
        int count = Math.max(1, Math.min(MOST, (int) Math.sqrt(rows)));
        float[] prototypes = KMeans.centroids(residuals.latents(), rows, dims, count, ROUNDS, seed);
        Tensor latents = Torch.tensor(residuals.latents(), rows, dims);
        Tensor points = Torch.tensor(prototypes, count, dims);
        float[] distances =
                Torch.values(Nearest.of(latents, points, 1).squares().flatten());
        float[] errors = Torch.values(residuals.tensor().square().mean(1));
        return new PrototypeError(prototypes, dims, perMedian(errors), perMedian(distances));
    }

    @Override
    public String metric() {
        return "prototypes";
    }

    @Override
    public double smallestError() {
        return 1e-4;
    }

    @Override
    public Tensor forward(Stations<Tensor> rows) {
        Tensor error = rows.normal().sub(rows.decoded()).square().mean(1);
        Tensor points = Torch.tensor(prototypes, prototypes.length / dims, dims);
        Tensor distance = Nearest.of(rows.latent(), points, 1).squares().flatten();
        return Finite.guard(error.mul(new Scalar(perError)).add(distance.mul(new Scalar(perDistance))), rows.raw());
    }

    @Override
    public Exported export(Graph graph, Stations<String> rows) {
        String residual = graph.node("Sub", rows.normal(), rows.decoded());
        String terms = graph.node("Mul", residual, residual);
        String points = graph.constant("prototypes", prototypes, prototypes.length / dims, dims);
        String nearest = Nearest.export(graph, rows.latent(), points, 1).squares();
        String distance = graph.node("Squeeze", nearest, graph.longs(1));
        String error = graph.node(
                "Add",
                graph.node("Mul", Means.mean(graph, terms), graph.scalar(perError)),
                graph.node("Mul", distance, graph.scalar(perDistance)));
        return new Exported(Finite.export(graph, error, rows.raw()), terms);
    }

    private static float perMedian(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return (float) (1 / Math.max(LEAST_SQUARE, sorted[sorted.length / 2]));
    }
}
