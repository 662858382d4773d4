package dev.narrows.trainer.score.operation;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The prototypes nearest to each row, the nearest first.
 *
 * @param squares squared Euclidean distances [n, count], not negative
 * @param indices numbers of the prototypes [n, count]
 */
public record Nearest<T>(T squares, T indices) {

    /**
     * Finds them: {@code |x - p|^2 = |x|^2 + |p|^2 - 2 x p'}.
     *
     * @param rows [n, dim]
     * @param prototypes [m, dim]
     * @param count 1 to m
     */
    public static Nearest<Tensor> of(Tensor rows, Tensor prototypes, int count) {
        Tensor lengths = prototypes.square().sum(1).unsqueeze(0);
        Tensor away = torch.addmm(lengths, rows, prototypes.t(), new Scalar(1f), new Scalar(-2f));
        T_TensorTensor_T nearest = torch.topk(away, count, 1, false, true);
        Tensor own = rows.square().sum(1).unsqueeze(1);
        return new Nearest<>(nearest.get0().add(own).clamp_min(new Scalar(0f)), nearest.get1());
    }

    /** Adds the nodes that compute the same. */
    public static Nearest<String> export(Graph graph, String rows, String prototypes, int count) {
        List<Attribute> across = List.of(Attribute.of("axes", List.of(1L)));
        String lengths = graph.node("ReduceSumSquare", across, prototypes);
        String asRow = graph.node("Reshape", lengths, graph.longs(1, -1));
        String away = graph.node(
                "Gemm",
                List.of(Attribute.of("transB", 1), Attribute.of("alpha", -2f), Attribute.of("beta", 1f)),
                rows,
                prototypes,
                asRow);
        List<String> nearest = graph.nodes(
                2, "TopK", List.of(Attribute.of("axis", 1), Attribute.of("largest", 0)), away, graph.longs(count));
        String own = graph.node("ReduceSumSquare", across, rows);
        String squares = graph.node("Max", graph.node("Add", nearest.get(0), own), graph.scalar(0));
        return new Nearest<>(squares, nearest.get(1));
    }
}
