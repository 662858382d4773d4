/**
 * Convolutions in one or two dimensions and their transposes: {@link dev.narrows.trainer.network.convolution.Convolution}.
 * Both move as a {@link dev.narrows.trainer.network.convolution.Window} says, so that one undoes the shape of the other.
 */
@NullMarked
package dev.narrows.trainer.network.convolution;

import org.jspecify.annotations.NullMarked;
