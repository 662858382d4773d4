/**
 * What live data are compared with: how the training rows were spread, and what a version made of normal rows that it had
 * not learned from. Entry: {@link dev.narrows.trainer.baseline.LearnedBaseline}. Compares nothing; the service does.
 */
@NullMarked
package dev.narrows.trainer.baseline;

import org.jspecify.annotations.NullMarked;
