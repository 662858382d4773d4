package dev.narrows.trainer.network.error;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/** The mean over the features of the squared or absolute difference between a row and its reconstruction. */
public enum PlainError implements Score {
    /** {@code mean((x - y)^2)}. */
    MSE(1e-8) {
        @Override
        Tensor terms(Tensor difference) {
            return difference.square();
        }

        @Override
        String exportTerms(Graph graph, String difference) {
            return graph.node("Mul", difference, difference);
        }
    },
    /** {@code mean(|x - y|)}. */
    MAE(1e-4) {
        @Override
        Tensor terms(Tensor difference) {
            return difference.abs();
        }

        @Override
        String exportTerms(Graph graph, String difference) {
            return graph.node("Abs", difference);
        }
    };

    private final double smallestError;

    PlainError(double smallestError) {
        this.smallestError = smallestError;
    }

    abstract Tensor terms(Tensor difference);

    abstract String exportTerms(Graph graph, String difference);

    @Override
    public String metric() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public double smallestError() {
        return smallestError;
    }

    @Override
    public Tensor forward(Stations<Tensor> rows) {
        return terms(rows.normal().sub(rows.decoded())).mean(1);
    }

    @Override
    public Exported export(Graph graph, Stations<String> rows) {
        String terms = exportTerms(graph, graph.node("Sub", rows.normal(), rows.decoded()));
        String error = graph.node(
                "ReduceMean", List.of(Attribute.of("axes", List.of(1L)), Attribute.of("keepdims", 0)), terms);
        return new Exported(error, terms);
    }
}
