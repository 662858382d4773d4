package dev.narrows.trainer.network;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What the last layer's values become, in the network's units. */
public enum Output implements Layer {
    /** {@link #SIGMOID} where the normalised data lie in 0 to 1, {@link #LINEAR} else. */
    AUTO {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            throw new IllegalStateException("output: AUTO (expected: resolved)");
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            throw new IllegalStateException("output: AUTO (expected: resolved)");
        }
    },
    /** The value itself. */
    LINEAR {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return x;
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return x;
        }
    },
    /** Through a sigmoid, 0 to 1. */
    SIGMOID {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return torch.sigmoid(x);
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return graph.node("Sigmoid", x);
        }
    },
    /** The value itself while training, cut to 0 to 1 when served. */
    CLIPPED {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return pass.training()
                    ? x
                    : torch.clamp(x, new ScalarOptional(new Scalar(0f)), new ScalarOptional(new Scalar(1f)));
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return graph.node("Clip", x, graph.scalar(0f), graph.scalar(1f));
        }
    };

    /** What {@link #AUTO} means for data scaled like that. */
    public Output resolve(Scaling scaling) {
        if (this != AUTO) {
            return this;
        }
        return scaling.bounded() ? SIGMOID : LINEAR;
    }
}
