package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.score.operation.Nearest;
import dev.narrows.trainer.tensor.Torch;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** How isolated a row is among training rows ({@link NeighbourDistance}), in one space. */
final class NeighbourView implements View {

    private static final float LEAST = 1e-12f;

    private final FeatureSpace space;
    private final float[] prototypes;
    private final int dim;
    private final NeighbourDistance isolation;
    private final RobustZScore standing;

    private NeighbourView(
            FeatureSpace space, float[] prototypes, int dim, NeighbourDistance isolation, RobustZScore standing) {
        this.space = space;
        this.prototypes = prototypes;
        this.dim = dim;
        this.isolation = isolation;
        this.standing = standing;
    }

    /** Learns from {@code rows}, 3 or more, which become its prototypes. */
    static NeighbourView of(FeatureSpace space, Sample rows) {
        Tensor points = space.forward(rows.tensor());
        int others = NeighbourDistance.neighbours(rows.rows());
        // Each is its own nearest, which is left out.
        Nearest<Tensor> all = Nearest.of(points, points, others + 1);
        Nearest<Tensor> near =
                new Nearest<>(all.squares().narrow(1, 1, others), all.indices().narrow(1, 1, others));
        NeighbourDistance isolation = NeighbourDistance.of(near, rows.dim(), !(space instanceof Direction));
        RobustZScore standing = RobustZScore.among(Torch.values(isolation.forward(near)));
        return new NeighbourView(space, Torch.values(points), rows.dim(), isolation, standing);
    }

    @Override
    public Tensor forward(Tensor raw) {
        int rows = prototypes.length / dim;
        Tensor points = Torch.tensor(prototypes, rows, dim);
        Nearest<Tensor> near = Nearest.of(space.forward(raw), points, NeighbourDistance.neighbours(rows));
        return standing.forward(isolation.forward(near));
    }

    @Override
    public Exported export(Graph graph, String raw, String rows) {
        int count = prototypes.length / dim;
        String x = space.export(graph, raw);
        // Of constants only: the runtime computes it once, when it loads the graph.
        String points = space.export(graph, rows);
        Nearest<String> near = Nearest.export(graph, x, points, NeighbourDistance.neighbours(count));
        String value = standing.export(graph, isolation.export(graph, near));
        String nearest = graph.node("Gather", points, NeighbourDistance.nearest(graph, near, count));
        String middle = graph.node(
                "ReduceMean", List.of(Attribute.of("axes", List.of(1L)), Attribute.of("keepdims", 0)), nearest);
        String away = graph.node("Sub", x, middle);
        return new Exported(value, share(graph, graph.node("Mul", away, away)));
    }

    /** Terms [N, dim], not negative, as shares of their sum. */
    static String share(Graph graph, String terms) {
        String sum = graph.node("ReduceSum", List.of(Attribute.of("keepdims", 1)), terms, graph.longs(1));
        return graph.node("Div", terms, graph.node("Max", sum, graph.scalar(LEAST)));
    }
}
