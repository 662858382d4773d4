/**
 * Rows as batches of tensors, in an order that a seed fixes, from memory or from the disk. Entry: {@link
 * dev.narrows.trainer.fit.batch.Batches}. Knows nothing of networks.
 */
@NullMarked
package dev.narrows.trainer.fit.batch;

import org.jspecify.annotations.NullMarked;
