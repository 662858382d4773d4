/**
 * Whole numbers to as few bits as their frequencies allow, and back. Entry types: {@link
 * dev.narrows.schemas.fidelity.entropy.Residual} over {@link dev.narrows.schemas.fidelity.entropy.RangeEncoder} and {@link
 * dev.narrows.schemas.fidelity.entropy.RangeDecoder}. Integer arithmetic only; knows nothing of vectors.
 */
@NullMarked
package dev.narrows.schemas.fidelity.entropy;

import org.jspecify.annotations.NullMarked;
