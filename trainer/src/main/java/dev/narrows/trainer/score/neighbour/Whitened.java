package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.matrix.Covariance;
import dev.narrows.trainer.score.operation.Spectrum;
import dev.narrows.trainer.tensor.Torch;
import org.bytedeco.pytorch.Tensor;

/**
 * Another space with what its features have in common taken out, {@code y = z (C + ridge I)^(-1/2)}: there a distance is
 * a Mahalanobis distance. The ridge keeps directions in which the training rows hardly vary from being all that counts.
 */
final class Whitened implements FeatureSpace {

    private final FeatureSpace space;
    private final float[] matrix;
    private final int dim;

    private Whitened(FeatureSpace space, float[] matrix, int dim) {
        this.space = space;
        this.matrix = matrix;
        this.dim = dim;
    }

    static Whitened of(FeatureSpace space, Sample rows, double ridge) {
        Covariance covariance = new Covariance(rows.dim());
        covariance.add(Torch.values(space.forward(rows.tensor())), rows.rows());
        float[] matrix = Spectrum.of(covariance.matrix(), rows.dim()).map(value -> 1 / Math.sqrt(value + ridge));
        return new Whitened(space, matrix, rows.dim());
    }

    @Override
    public Tensor forward(Tensor raw) {
        return space.forward(raw).mm(Torch.tensor(matrix, dim, dim));
    }

    @Override
    public String export(Graph graph, String raw) {
        return graph.node("MatMul", space.export(graph, raw), graph.constant("whitening", matrix, dim, dim));
    }
}
