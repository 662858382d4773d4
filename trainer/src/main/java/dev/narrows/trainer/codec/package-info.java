/**
 * Ways from a vector to a few bytes and back, as {@link dev.narrows.trainer.codec.Codec}: a finished model version, values
 * as halves or bytes, and PCA. Measures nothing.
 */
@NullMarked
package dev.narrows.trainer.codec;

import org.jspecify.annotations.NullMarked;
