/**
 * Ways from a vector to a few bytes and back, as {@link dev.narrows.trainer.codec.Codec}: a finished model version, and
 * what it has to beat, PCA and product quantisation. Learns rivals; measures nothing.
 */
@NullMarked
package dev.narrows.trainer.codec;

import org.jspecify.annotations.NullMarked;
