/**
 * Threads that take each step of a fit together. Entry: {@link dev.narrows.trainer.fit.crew.Crew}. Knows nothing of
 * what they compute.
 */
@NullMarked
package dev.narrows.trainer.fit.crew;

import org.jspecify.annotations.NullMarked;
