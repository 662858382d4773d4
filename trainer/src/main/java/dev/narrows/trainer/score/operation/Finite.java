package dev.narrows.trainer.score.operation;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Keeps the contract that the error of a row with NaN or infinity in it is not finite, where caps and nearest neighbours
 * would hide that: adds {@code sum(0 x)}, which is 0 for every other row.
 */
public final class Finite {

    private Finite() {}

    public static Tensor guard(Tensor error, Tensor raw) {
        return error.add(raw.mul(new Scalar(0f)).sum(1));
    }

    public static String export(Graph graph, String error, String raw) {
        // ONNX Runtime leaves a product with zero alone: IEEE 754 does not allow to call it zero.
        String nothing = graph.node("Mul", raw, graph.scalar(0));
        String sum = graph.node("ReduceSum", List.of(Attribute.of("keepdims", 0)), nothing, graph.longs(1));
        return graph.node("Add", error, sum);
    }
}
