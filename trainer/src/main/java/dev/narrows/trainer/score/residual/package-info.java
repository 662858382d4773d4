/**
 * Scores by what the network leaves over of a row: how unusual the errors of its features are together. Entry: {@link
 * dev.narrows.trainer.score.residual.ResidualScore}.
 */
@NullMarked
package dev.narrows.trainer.score.residual;

import org.jspecify.annotations.NullMarked;
