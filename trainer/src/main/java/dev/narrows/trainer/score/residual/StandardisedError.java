package dev.narrows.trainer.score.residual;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.network.error.Stations;
import dev.narrows.trainer.score.operation.Finite;
import dev.narrows.trainer.score.operation.Means;
import org.bytedeco.pytorch.Tensor;

/** Mean over the features of the squared residual in its feature's usual units ({@link RobustScale}). */
record StandardisedError(RobustScale scale) implements Score {

    static StandardisedError of(Residuals residuals) {
        return new StandardisedError(RobustScale.of(residuals));
    }

    @Override
    public String metric() {
        return "standardised";
    }

    @Override
    public double smallestError() {
        return 1e-4;
    }

    @Override
    public Tensor forward(Stations<Tensor> row) {
        Tensor usual = scale.forward(row.normal().sub(row.decoded()));
        return Finite.guard(usual.square().mean(1), row.raw());
    }

    @Override
    public Exported export(Graph graph, Stations<String> row) {
        String usual = scale.export(graph, graph.node("Sub", row.normal(), row.decoded()));
        return Means.export(graph, graph.node("Mul", usual, usual), row.raw());
    }
}
