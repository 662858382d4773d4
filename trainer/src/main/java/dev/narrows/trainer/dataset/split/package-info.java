/**
 * The rows divided: those to learn from, those to stop by, and those to judge by; and the farthest left out. Entry:
 * {@link dev.narrows.trainer.dataset.split.Split}. The seed alone decides who goes where,
 * row by row, or block by block where rows follow each other.
 */
@NullMarked
package dev.narrows.trainer.dataset.split;

import org.jspecify.annotations.NullMarked;
