package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Graph;
import org.bytedeco.pytorch.Tensor;

/**
 * Coordinates in which distances between rows are measured. What it has learned of the training rows is in its fields.
 * Immutable.
 */
sealed interface FeatureSpace permits Standardised, NormalScores, Direction, Whitened {

    /** Rows [n, dim] in raw units to this space's, [n, dim]; finite where the rows are. */
    Tensor forward(Tensor raw);

    /** Adds the nodes that compute the same. */
    String export(Graph graph, String raw);
}
