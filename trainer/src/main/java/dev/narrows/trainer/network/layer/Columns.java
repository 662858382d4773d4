package dev.narrows.trainer.network.layer;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Pass;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Some of the values in another order, rows [n, inputs] to [n, columns].
 *
 * @param inputs values of a row that comes in
 * @param columns which of them each value is, 0 to inputs - 1; {@code inputs} for a zero
 */
public record Columns(int inputs, List<Integer> columns) implements Layer {

    /** Copies. */
    public Columns {
        columns = List.copyOf(columns);
        for (int column : columns) {
            if (column < 0 || column > inputs) {
                throw new IllegalArgumentException("column: " + column + " (expected: 0 to " + inputs + ")");
            }
        }
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (same()) {
            return x;
        }
        TensorVector wide = new TensorVector(x, torch.zeros_like(x.narrow(1, 0, 1)));
        return torch.cat(wide, 1).index_select(1, Device.of(x).move(Torch.indices(indices())));
    }

    @Override
    public String export(Graph graph, String x, Weights weights) {
        if (same()) {
            return x;
        }
        String wide = columns.contains(inputs) ? graph.node("Pad", x, graph.longs(0, 0, 0, 1)) : x;
        return graph.node("Gather", List.of(Attribute.of("axis", 1)), wide, graph.longs(indices()));
    }

    private boolean same() {
        return columns.equals(IntStream.range(0, inputs).boxed().toList());
    }

    private long[] indices() {
        return columns.stream().mapToLong(Integer::longValue).toArray();
    }
}
