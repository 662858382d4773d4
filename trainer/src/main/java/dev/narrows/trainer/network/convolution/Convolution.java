package dev.narrows.trainer.network.convolution;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution in one or two dimensions, {@code [n, inputs, sizes...]} to {@code [n, outputs, left...]}. Weights start
 * normal with standard deviation {@code gain / sqrt(inputs * kernel area)} (He et al. 2015), the bias starts at zero.
 *
 * @param name what its parameters' names start with
 * @param window how it moves
 * @param inputs channels that come in
 * @param outputs channels that go out
 * @param gain of what follows
 */
public record Convolution(String name, Window window, int inputs, int outputs, double gain) implements Layer {

    @Override
    public List<Parameter> parameters() {
        double spread = gain / Math.sqrt((double) inputs * window.area());
        return List.of(
                Parameter.trained(weight(), spread, window.kernelShape(outputs, inputs)),
                Parameter.trained(bias(), 0, outputs));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor weight = pass.parameter(weight());
        TensorOptional bias = new TensorOptional(pass.parameter(bias()));
        return window.sizes().size() == 1
                ? torch.conv1d(x, weight, bias, window.strides(), window.padding(), window.dilation(), 1)
                : torch.conv2d(x, weight, bias, window.strides(), window.padding(), window.dilation(), 1);
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        String weight = graph.weights(weight(), weights.values(weight()), window.kernelShape(outputs, inputs));
        String bias = graph.constant(bias(), weights.values(bias()), outputs);
        return graph.node("Conv", window.attributes(), x, weight, bias);
    }

    private String weight() {
        return name + ".weight";
    }

    private String bias() {
        return name + ".bias";
    }
}
