package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Graph;
import org.bytedeco.pytorch.Tensor;

/**
 * One way to look at how unusual a row is. Its values are in standard units: 0 is what the training rows have among
 * themselves in the middle, 1 is their standard deviation ({@link RobustZScore}). Immutable.
 */
sealed interface View permits NeighbourView, RegressionView {

    /** The value of each row [n, dim] in raw units, [n]. */
    Tensor forward(Tensor raw);

    /**
     * Adds the nodes that compute the same.
     *
     * @param prototypes name of the training rows that are kept, raw [m, dim]
     */
    Exported export(Graph graph, String raw, String prototypes);

    /**
     * Names of values in a graph.
     *
     * @param standing float32 [N]
     * @param share float32 [N, dim], not negative, what each feature adds, in all at most 1
     */
    record Exported(String standing, String share) {}
}
