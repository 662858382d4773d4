/**
 * Throughput and latency of the contestants, taken from outside: the offsets that they commit, and the times at which
 * their records come out. Entries: {@link dev.narrows.laboratory.measure.Throughput} and {@link
 * dev.narrows.laboratory.measure.Latency}.
 */
@NullMarked
package dev.narrows.laboratory.measure;

import org.jspecify.annotations.NullMarked;
