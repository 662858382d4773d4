/**
 * What one record costs in each step of the hot path, in time and allocation, without a broker. Entry: {@link
 * dev.narrows.laboratory.codec.CodecBench}. JMH starts a JVM of this class path for each measurement; vectors and
 * model get there as files of a folder.
 */
@NullMarked
package dev.narrows.laboratory.codec;

import org.jspecify.annotations.NullMarked;
