/**
 * What the error of a row is, beyond the mean of its reconstruction's differences: residuals weighed against those of the
 * training rows, and how far a row is from the training rows themselves. {@link dev.narrows.trainer.score.ScoreFit} learns
 * one after the network is trained; it then is part of the network and of the graph that is served. Knows nothing of
 * thresholds, which come after it.
 */
@NullMarked
package dev.narrows.trainer.score;

import org.jspecify.annotations.NullMarked;
