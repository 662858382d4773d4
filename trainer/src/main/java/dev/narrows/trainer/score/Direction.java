package dev.narrows.trainer.score;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Which way a row lies from the middle of another space, at length 1: {@code y = z / |z|}. */
record Direction(Space space) implements Space {

    private static final float LEAST = 1e-6f;

    @Override
    public Tensor forward(Tensor raw) {
        Tensor z = space.forward(raw);
        Tensor length = z.square().sum(new long[] {1}, true, null).sqrt();
        return z.div(length.clamp_min(new Scalar(LEAST)));
    }

    @Override
    public String export(Graph graph, String raw) {
        String z = space.export(graph, raw);
        String length =
                graph.node("ReduceL2", List.of(Attribute.of("axes", List.of(1L)), Attribute.of("keepdims", 1)), z);
        return graph.node("Div", z, graph.node("Max", length, graph.scalar(LEAST)));
    }
}
