package dev.narrows.trainer.network;

import dev.narrows.trainer.graph.Graph;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * How far a row is from what the network makes of it: the value that the service compares with the threshold. Not
 * negative, in the network's units (normalised ones), and not finite where any value of the row is not.
 */
public sealed interface Score permits PlainError {

    /** Name in the manifest, for example {@code mse}. */
    String metric();

    /** Differences between scores that are smaller mean nothing: those of a ten thousandth of a feature's unit. */
    double smallestError();

    /** What it keeps in the weights. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * The score of each row, [n].
     *
     * @param x normalised rows [n, dim]
     * @param y their reconstructions [n, dim]
     * @param latent as the decoder saw it [n, dims]
     */
    Tensor forward(Tensor x, Tensor y, Tensor latent, Weights weights);

    /** Adds the nodes that compute the same. */
    Exported export(Graph graph, String x, String y, String latent, Weights weights);

    /**
     * Names of values in a graph.
     *
     * @param error float32 [N]
     * @param contribution float32 [N, dim], not negative, in proportion to what each feature adds to the error
     */
    record Exported(String error, String contribution) {}
}
