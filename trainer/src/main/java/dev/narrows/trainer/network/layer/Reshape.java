package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The same values in another shape, {@code [n, ...]} to {@code [n, sizes...]}.
 *
 * @param sizes of all dimensions but the first
 */
public record Reshape(List<Integer> sizes) implements Layer {

    /** Copies. */
    public Reshape {
        sizes = List.copyOf(sizes);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.reshape(shape());
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        return graph.node("Reshape", x, graph.longs(shape()));
    }

    private long[] shape() {
        return LongStream.concat(LongStream.of(-1), sizes.stream().mapToLong(Integer::longValue))
                .toArray();
    }
}
