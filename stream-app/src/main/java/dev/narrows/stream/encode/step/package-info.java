/**
 * What is done to the rows of one slice beside running the model: reading, and trying a candidate on a
 * share of them. Knows no batch and no thread.
 */
@NullMarked
package dev.narrows.stream.encode.step;

import org.jspecify.annotations.NullMarked;
