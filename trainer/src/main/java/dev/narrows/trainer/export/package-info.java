/**
 * From a trained network to the two graphs that are served, and the proof that they do the same:
 * {@link dev.narrows.trainer.export.Export} writes, {@link dev.narrows.trainer.export.Parity} compares.
 */
@NullMarked
package dev.narrows.trainer.export;

import org.jspecify.annotations.NullMarked;
