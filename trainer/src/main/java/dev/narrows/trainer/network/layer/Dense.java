package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A fully connected layer, {@code y = x W' + b}. Weights start normal with standard deviation
 * {@code gain / sqrt(inputs)} (He et al. 2015: gain sqrt(2) before a rectifier), the bias starts at zero.
 */
public record Dense(String name, int inputs, int outputs, double gain) implements Layer {

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.trained(weight(), gain / Math.sqrt(inputs), outputs, inputs),
                Parameter.trained(bias(), 0, outputs));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return torch.linear(x, pass.parameter(weight()), new TensorOptional(pass.parameter(bias())));
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        String weight = graph.weights(weight(), weights.values(weight()), outputs, inputs);
        String bias = graph.constant(bias(), weights.values(bias()), outputs);
        return graph.dense(x, weight, bias);
    }

    /** Name of the parameter [outputs, inputs] that rows are multiplied by. */
    public String weight() {
        return name + ".weight";
    }

    /** Name of the parameter [outputs] that is added. */
    public String bias() {
        return name + ".bias";
    }
}
