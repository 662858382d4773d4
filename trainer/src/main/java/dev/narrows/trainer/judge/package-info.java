/**
 * Says how good a model is: {@link dev.narrows.trainer.judge.Evaluation} measures what comes back from a code,
 * {@link dev.narrows.trainer.judge.Comparison} puts the rivals beside it, {@link dev.narrows.trainer.judge.Detection}
 * measures what its scores find. Models and rivals are measured by the same code.
 */
@NullMarked
package dev.narrows.trainer.judge;

import org.jspecify.annotations.NullMarked;
