package dev.narrows.trainer.network.convolution;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The way back of a convolution, {@code [n, inputs, left...]} to {@code [n, outputs, sizes...]}. Weights start normal with
 * standard deviation {@code gain / sqrt(inputs * kernel area / step area)}, the number of values that meet in one; the bias
 * starts at zero.
 *
 * @param name what its parameters' names start with
 * @param window how the convolution moved whose way back this is
 * @param inputs channels that come in
 * @param outputs channels that go out
 * @param gain of what follows
 */
public record TransposedConvolution(String name, Window window, int inputs, int outputs, double gain) implements Layer {

    @Override
    public List<Parameter> parameters() {
        double meet = Math.max(1, (double) inputs * window.area() / window.stepArea());
        return List.of(
                Parameter.trained(weight(), gain / Math.sqrt(meet), window.kernelShape(inputs, outputs)),
                Parameter.trained(bias(), 0, outputs));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor weight = pass.parameter(weight());
        TensorOptional bias = new TensorOptional(pass.parameter(bias()));
        long[] strides = window.strides();
        long[] padding = window.padding();
        return window.sizes().size() == 1
                ? torch.conv_transpose1d(x, weight, bias, strides, padding, window.missing(), 1, window.dilation())
                : torch.conv_transpose2d(x, weight, bias, strides, padding, window.missing(), 1, window.dilation());
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        String weight = graph.weights(weight(), weights.values(weight()), window.kernelShape(inputs, outputs));
        String bias = graph.constant(bias(), weights.values(bias()), outputs);
        List<Attribute> attributes = new ArrayList<>(window.attributes());
        attributes.add(Attribute.of(
                "output_padding", Arrays.stream(window.missing()).boxed().toList()));
        return graph.node("ConvTranspose", attributes, x, weight, bias);
    }

    private String weight() {
        return name + ".weight";
    }

    private String bias() {
        return name + ".bias";
    }
}
