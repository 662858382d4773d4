package dev.narrows.trainer.score.residual;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Residuals in units of what is usual for their feature, {@code u = cap(r / scale)}, where scale is 1.4826 times the median
 * of |r| on training rows, which for normal residuals is their standard deviation and which a few wild rows do not move
 * (Hampel 1974). No scale is below a tenth of the features' median or of a thousandth of the network's unit: a feature that
 * is always reconstructed well is not to turn rounding into an alarm.
 */
final class RobustScale {

    private static final float CAP = 30;
    private static final double NORMAL = 1.4826;
    private static final double SHARE_OF_MEDIAN = 0.1;
    private static final double LEAST = 1e-3;

    private final float[] perScale;

    private RobustScale(float[] perScale) {
        this.perScale = perScale;
    }

    static RobustScale of(Residuals residuals) {
        double[] scale = new double[residuals.dim()];
        for (int feature = 0; feature < scale.length; feature++) {
            float[] sizes = residuals.sizes(feature);
            Arrays.sort(sizes);
            scale[feature] = NORMAL * sizes[sizes.length / 2];
        }
        double[] sorted = scale.clone();
        Arrays.sort(sorted);
        double least = Math.max(LEAST, SHARE_OF_MEDIAN * sorted[sorted.length / 2]);
        float[] perScale = new float[scale.length];
        for (int feature = 0; feature < scale.length; feature++) {
            perScale[feature] = (float) (1 / Math.max(least, scale[feature]));
        }
        return new RobustScale(perScale);
    }

    /** Residuals [n, dim] in their usual units. */
    Tensor forward(Tensor residuals) {
        return torch.clamp(
                residuals.mul(Torch.tensor(perScale, perScale.length)),
                new ScalarOptional(new Scalar(-CAP)),
                new ScalarOptional(new Scalar(CAP)));
    }

    /** Adds the nodes that compute the same. */
    String export(Graph graph, String residuals) {
        String scaled = graph.node("Mul", residuals, graph.constant("per_scale", perScale, perScale.length));
        return graph.node("Clip", scaled, graph.scalar(-CAP), graph.scalar(CAP));
    }
}
