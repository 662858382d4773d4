package dev.narrows.trainer.fit.progress;

import dev.narrows.trainer.checkpoint.Checkpoint;

/**
 * Who is told of a fit after each step and epoch. They do not change what it finds.
 *
 * @param listener is told how far it is
 * @param checkpoint keeps its state after each epoch
 */
public record FitCallbacks(ProgressListener listener, Checkpoint checkpoint) {

    /** The listener alone; no state is kept. */
    public static FitCallbacks of(ProgressListener listener) {
        return new FitCallbacks(listener, Checkpoint.NONE);
    }
}
