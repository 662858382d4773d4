package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation of each channel, {@code y = scale (x - mean) / sqrt(variance + 1e-5) + shift} (Ioffe and Szegedy
 * 2015): mean and variance are the batch's while training, and their moving averages when served, where the whole is one
 * multiplication and one addition.
 *
 * <p>With several workers each takes the mean and variance of its own part of a batch, and the averages are those of the
 * first worker's parts.
 *
 * @param name what its parameters' names start with
 * @param channels size of the second dimension of what goes through
 */
record BatchNorm(String name, int channels) implements Layer {

    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.trained(scale(), 0, channels).startingAt(1),
                Parameter.trained(shift(), 0, channels),
                Parameter.fixed(mean(), channels),
                Parameter.fixed(variance(), channels).startingAt(1));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        // One value a channel has no variance.
        boolean learning = pass.training() && x.numel() > channels;
        boolean averages = !learning || pass.weights().first();
        return torch.batch_norm(
                x,
                new TensorOptional(pass.parameter(scale())),
                new TensorOptional(pass.parameter(shift())),
                averages ? new TensorOptional(pass.parameter(mean())) : new TensorOptional(),
                averages ? new TensorOptional(pass.parameter(variance())) : new TensorOptional(),
                learning,
                MOMENTUM,
                EPSILON,
                false);
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return graph.node(
                "BatchNormalization",
                List.of(Attribute.of("epsilon", (float) EPSILON)),
                x,
                graph.constant(scale(), weights.values(scale()), channels),
                graph.constant(shift(), weights.values(shift()), channels),
                graph.constant(mean(), weights.values(mean()), channels),
                graph.constant(variance(), weights.values(variance()), channels));
    }

    private String scale() {
        return name + ".scale";
    }

    private String shift() {
        return name + ".shift";
    }

    private String mean() {
        return name + ".mean";
    }

    private String variance() {
        return name + ".variance";
    }
}
