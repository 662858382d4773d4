package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Which way a row lies from the middle of another space, at length 1: {@code y = z / |z|}; near the middle, where a hair's
 * breadth would turn it around, shorter.
 *
 * @param space whose coordinates are about 1 in size
 * @param dim of it
 */
record Direction(FeatureSpace space, int dim) implements FeatureSpace {

    private static final double LEAST = 0.05;

    @Override
    public Tensor forward(Tensor raw) {
        Tensor z = space.forward(raw);
        Tensor length = z.square().sum(new long[] {1}, true, null).sqrt();
        return z.div(length.clamp_min(new Scalar(least())));
    }

    @Override
    public String export(Graph graph, String raw) {
        String z = space.export(graph, raw);
        String length =
                graph.node("ReduceL2", List.of(Attribute.of("axes", List.of(1L)), Attribute.of("keepdims", 1)), z);
        return graph.node("Div", z, graph.node("Max", length, graph.scalar(least())));
    }

    private float least() {
        return (float) (LEAST * Math.sqrt(dim));
    }
}
