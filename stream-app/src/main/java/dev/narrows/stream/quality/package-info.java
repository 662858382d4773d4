/**
 * What each version of the model made of the records of one task, counted as they go by and written as quality reports with
 * the commit that they belong to. Entry: {@link dev.narrows.stream.quality.QualityCollector}. Judges nothing.
 */
@NullMarked
package dev.narrows.stream.quality;

import org.jspecify.annotations.NullMarked;
