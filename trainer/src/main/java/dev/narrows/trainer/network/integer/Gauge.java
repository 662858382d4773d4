package dev.narrows.trainer.network.integer;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.layer.Layer;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A layer that remembers what came in last. One thread. */
final class Gauge implements Layer {

    private final Dense dense;
    private float[] inputs = {};

    Gauge(Dense dense) {
        this.dense = dense;
    }

    /** The same in whole numbers, in the best range for what came in last; as it is where its bias does not fit them. */
    Layer rounded(Weights weights) {
        InputRange range = InputRange.of(inputs);
        return IntegerDense.fits(dense, range, weights) ? new IntegerDense(dense, range) : dense;
    }

    @Override
    public List<Parameter> parameters() {
        return dense.parameters();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        inputs = Torch.values(x);
        return dense.forward(x, pass);
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return dense.export(graph, x, weights);
    }
}
