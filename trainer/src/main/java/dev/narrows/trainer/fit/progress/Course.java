package dev.narrows.trainer.fit.progress;

import dev.narrows.trainer.checkpoint.Checkpoint;

/**
 * What goes on beside a fit and does not change what it finds.
 *
 * @param listener hears how far it is
 * @param checkpoint where its state is kept after each epoch
 */
public record Course(ProgressListener listener, Checkpoint checkpoint) {

    /** Heard of, but not kept. */
    public static Course of(ProgressListener listener) {
        return new Course(listener, Checkpoint.NONE);
    }
}
