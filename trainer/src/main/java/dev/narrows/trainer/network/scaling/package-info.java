/**
 * Raw units to the network's and back, learned from the training rows:
 * {@link dev.narrows.trainer.network.scaling.Normalisation}. Part of the graph, so the service knows nothing of it.
 */
@NullMarked
package dev.narrows.trainer.network.scaling;

import org.jspecify.annotations.NullMarked;
