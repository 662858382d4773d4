/**
 * Vectors of words as word2vec, GloVe and fastText write them: {@link dev.narrows.trainer.dataset.words.WordVectors}. The
 * words themselves are not kept; row 0 is the vector of the first.
 */
@NullMarked
package dev.narrows.trainer.dataset.words;

import org.jspecify.annotations.NullMarked;
