/**
 * Transform coding without gradients: rows on their principal components, each component in levels of its own, for one
 * class of rows or for several that are told apart by which of them loses least. Entry: {@link
 * dev.narrows.trainer.transform.TransformFit}; what it finds is a {@link dev.narrows.trainer.transform.TransformCode}
 * between two fixed layers. Trains no network and knows none.
 */
@NullMarked
package dev.narrows.trainer.transform;

import org.jspecify.annotations.NullMarked;
