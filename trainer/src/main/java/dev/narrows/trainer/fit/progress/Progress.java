package dev.narrows.trainer.fit.progress;

import java.time.Duration;

/**
 * How far a fit is.
 *
 * @param epoch that runs, from 1
 * @param epochs most there will be
 * @param quantised whether the latent goes through its code already
 * @param done share of all steps that are done, 0 to 1
 * @param trainLoss mean over the epoch so far
 * @param validationLoss of the last epoch that ended; NaN before the first
 * @param elapsed since the start
 * @param left estimate, if no early stop comes
 */
public record Progress(
        int epoch,
        int epochs,
        boolean quantised,
        double done,
        double trainLoss,
        double validationLoss,
        Duration elapsed,
        Duration left) {}
