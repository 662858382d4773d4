/**
 * What each promise costs: bytes on a broker's disk, time, and whether it is kept, beside what a careful engineer would do
 * without a model. Entry: {@link dev.narrows.laboratory.fidelity.FidelityBench}.
 */
@NullMarked
package dev.narrows.laboratory.fidelity;

import org.jspecify.annotations.NullMarked;
