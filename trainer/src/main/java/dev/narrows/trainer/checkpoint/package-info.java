/**
 * What an interrupted training goes on from: {@link dev.narrows.trainer.checkpoint.Checkpoints} is a folder with a file
 * for each fit of a training and what all of them were made with. Holds numbers under names; what they mean is the fit's
 * business.
 */
@NullMarked
package dev.narrows.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
