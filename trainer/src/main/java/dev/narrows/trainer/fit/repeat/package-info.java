/**
 * Fits that begin where others ended: the best of several starts, and once more after weights were pruned or rounded.
 * Entry: {@link dev.narrows.trainer.fit.repeat.Restarts}.
 */
@NullMarked
package dev.narrows.trainer.fit.repeat;

import org.jspecify.annotations.NullMarked;
