/**
 * Scores by the training rows nearest to a row: the spaces in which rows are compared, the views of their neighbours,
 * and one score of all. Entry: {@link dev.narrows.trainer.score.neighbour.NeighbourScore}. Uses the rows, and nothing
 * of the network.
 */
@NullMarked
package dev.narrows.trainer.score.neighbour;

import org.jspecify.annotations.NullMarked;
