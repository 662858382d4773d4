/**
 * From rows to a calibrated model version: choose, clean, fit, prune, round, score, calibrate, export, verify. Entry:
 * {@link dev.narrows.trainer.pipeline.Trainer}. Reads no file, knows no topic, and prints nothing.
 */
@NullMarked
package dev.narrows.trainer.pipeline;

import org.jspecify.annotations.NullMarked;
