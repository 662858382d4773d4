/**
 * Finds the weights of a network: batches, loss, optimiser, learning rate, early stopping, on all cores.
 * {@link dev.narrows.trainer.fit.Fit} is the entry. Knows nothing of thresholds or ONNX.
 */
@NullMarked
package dev.narrows.trainer.fit;

import org.jspecify.annotations.NullMarked;
