/**
 * What live data are compared with: how the training rows were spread, and what a version made of rows that it had not seen.
 * Entry: {@link dev.narrows.trainer.reference.Moments}. Compares nothing itself; the service does.
 */
@NullMarked
package dev.narrows.trainer.reference;

import org.jspecify.annotations.NullMarked;
