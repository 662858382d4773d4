/**
 * libtorch in this JVM, and the numbers that a network learns: its start and values in and out
 * ({@link dev.narrows.trainer.tensor.Torch}), parameters by name and their values in one piece
 * ({@link dev.narrows.trainer.tensor.Weights}), and one way through a network with them
 * ({@link dev.narrows.trainer.tensor.Pass}). Knows of no layer.
 */
@NullMarked
package dev.narrows.trainer.tensor;

import org.jspecify.annotations.NullMarked;
