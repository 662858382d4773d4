/**
 * What a code costs and what it loses, side by side for several sizes and makers of codes. Entry: {@link
 * dev.narrows.trainer.sweep.RatePoint}, drawn by {@link dev.narrows.trainer.sweep.RatePlot}. Trains nothing itself.
 */
@NullMarked
package dev.narrows.trainer.sweep;

import org.jspecify.annotations.NullMarked;
