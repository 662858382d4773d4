package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What makes a network more than one matrix: a function of each value by itself. */
public enum Activation implements Layer {
    /** The value itself. */
    LINEAR(1) {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return x;
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return x;
        }
    },
    /** {@code max(0, x)}. */
    RELU(Math.sqrt(2)) {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return torch.relu(x);
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return graph.node("Relu", x);
        }
    },
    /** {@code x} above 0, {@code 0.01 x} below. */
    LEAKY_RELU(Math.sqrt(2)) {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return torch.leaky_relu(x, new Scalar(LEAK));
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return graph.node("LeakyRelu", List.of(Attribute.of("alpha", LEAK)), x);
        }
    },
    /** {@code x} times the normal distribution function of x. */
    GELU(Math.sqrt(2)) {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return torch.gelu(x);
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            String erf = graph.node("Erf", graph.node("Div", x, graph.scalar((float) Math.sqrt(2))));
            String scaled = graph.node("Mul", x, graph.node("Add", erf, graph.scalar(1f)));
            return graph.node("Mul", scaled, graph.scalar(0.5f));
        }
    },
    /** {@code x sigmoid(x)}. */
    SILU(Math.sqrt(2)) {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return torch.silu(x);
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return graph.node("Mul", x, graph.node("Sigmoid", x));
        }
    },
    /** {@code tanh(x)}, -1 to 1. */
    TANH(1) {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return torch.tanh(x);
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return graph.node("Tanh", x);
        }
    },
    /** {@code 1 / (1 + exp(-x))}, 0 to 1. */
    SIGMOID(1) {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return torch.sigmoid(x);
        }

        @Override
        public String export(Graph graph, String x, Weights weights) {
            return graph.node("Sigmoid", x);
        }
    };

    private static final float LEAK = 0.01f;

    private final double gain;

    Activation(double gain) {
        this.gain = gain;
    }

    /** What the layer before it must start with so that values keep their spread on the way. */
    double gain() {
        return gain;
    }
}
