/**
 * How far a fit has come, told to whoever listens, and what it may be resumed from. Entry: {@link
 * dev.narrows.trainer.fit.progress.ProgressListener}.
 */
@NullMarked
package dev.narrows.trainer.fit.progress;

import org.jspecify.annotations.NullMarked;
