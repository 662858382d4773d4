/**
 * Flags that say what is trained and how; each class turns its own into settings of the pipeline. Entry: {@link
 * dev.narrows.trainer.flags.training.FitOptions}.
 */
@NullMarked
package dev.narrows.trainer.flags.training;

import org.jspecify.annotations.NullMarked;
