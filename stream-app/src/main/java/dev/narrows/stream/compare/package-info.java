/**
 * Compares two versions of a model on sampled rows: each encodes the row and decodes what it has encoded. Entry: {@link
 * dev.narrows.stream.compare.PairRun}. What comes of it is evidence only; nothing of it is forwarded.
 */
@NullMarked
package dev.narrows.stream.compare;

import org.jspecify.annotations.NullMarked;
