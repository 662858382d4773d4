/**
 * Tables and lines for whoever sits at a terminal: comparisons, costs, thresholds, and how far a fit has come.
 * Computes no figure that it shows.
 */
@NullMarked
package dev.narrows.trainer.terminal;

import org.jspecify.annotations.NullMarked;
