package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Leaves values out at random while training and makes the others {@code 1 / (1 - share)} times as large, so that their
 * mean stays (Srivastava et al. 2014). Does nothing when served.
 *
 * @param share that is left out, 0 or more and below 1
 */
record Dropout(double share) implements Layer {

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (!pass.training()) {
            return x;
        }
        Tensor kept = pass.uniform(x).ge(new Scalar((float) share)).to(ScalarType.Float);
        return x.mul(kept).mul(new Scalar((float) (1 / (1 - share))));
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return x;
    }
}
