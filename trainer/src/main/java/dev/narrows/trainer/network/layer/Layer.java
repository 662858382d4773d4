package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Parameter;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** One step of a network: rows [n, inputs] to rows [n, outputs], float32. Immutable; its values are in {@link Weights}. */
public interface Layer {

    /** What it keeps in the weights. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** What {@code change} makes of this layer, or of the layers that it consists of. */
    default Layer with(UnaryOperator<Layer> change) {
        return change.apply(this);
    }

    /** Computes it. */
    Tensor forward(Tensor x, Pass pass);

    /** Adds the nodes that compute the same when served, and returns the name of their result. */
    String export(Graph graph, String x, Weights weights);
}
