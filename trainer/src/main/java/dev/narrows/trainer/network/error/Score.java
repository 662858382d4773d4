package dev.narrows.trainer.network.error;

import dev.narrows.trainer.graph.Graph;
import org.bytedeco.pytorch.Tensor;

/**
 * How unusual a row is: the value that the service compares with the threshold. Not negative, and not finite where any
 * value of the row is not. Immutable; what it has learned is its own, not the weights'.
 */
public interface Score {

    /** Name in the manifest, for example {@code mse}. */
    String metric();

    /** Differences between errors that are smaller mean nothing: those of a ten thousandth of a feature's unit, say. */
    double smallestError();

    /** The error of each row, [n]. */
    Tensor forward(Stations<Tensor> rows);

    /** Adds the nodes that compute the same. */
    Exported export(Graph graph, Stations<String> rows);

    /**
     * Names of values in a graph.
     *
     * @param error float32 [N]
     * @param contribution float32 [N, dim], not negative, in proportion to what each feature adds to the error
     */
    record Exported(String error, String contribution) {}
}
