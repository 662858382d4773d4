/**
 * Vector quantisation without gradients: books of entries found by k-means, side by side or one for what the others have
 * left. Entry: {@link dev.narrows.trainer.book.VectorFit}. Trains no network.
 */
@NullMarked
package dev.narrows.trainer.book;

import org.jspecify.annotations.NullMarked;
