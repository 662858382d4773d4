package dev.narrows.trainer.fit.progress;

/** Hears how far a fit is: at the end of each epoch and some times a second in between, on the fit's own thread. */
@FunctionalInterface
public interface ProgressListener {

    /** Nobody listens. */
    ProgressListener NONE = progress -> {};

    /** Must return soon: training waits for it. */
    void onProgress(Progress progress);
}
