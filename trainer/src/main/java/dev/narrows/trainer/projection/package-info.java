/**
 * What codes that are found without gradients stand on: normalised rows, their principal components, and a network of two
 * fixed layers around a code, {@link dev.narrows.trainer.projection.FixedNetwork}. Finds no code itself.
 */
@NullMarked
package dev.narrows.trainer.projection;

import org.jspecify.annotations.NullMarked;
