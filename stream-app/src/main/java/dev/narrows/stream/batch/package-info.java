/**
 * From the records of a poll to one record that stands for them, and back. Entry: {@link
 * dev.narrows.stream.batch.Packing} on the consumer's side, {@link dev.narrows.stream.batch.Batch} on the
 * topology's. Copies and reads no value.
 */
@NullMarked
package dev.narrows.stream.batch;

import org.jspecify.annotations.NullMarked;
