package dev.narrows.trainer.fit;

import dev.narrows.trainer.fit.progress.Progress;
import dev.narrows.trainer.fit.progress.ProgressListener;

/** Ends a fit, or a training, in the {@code epoch}-th epoch that it hears of. */
public final class Interrupt implements ProgressListener {

    private int left;
    private int epoch;

    public Interrupt(int epoch) {
        left = epoch;
    }

    @Override
    public void onProgress(Progress progress) {
        if (progress.epoch() != epoch) {
            epoch = progress.epoch();
            left--;
        }
        if (left == 0) {
            throw new InterruptedByTestException();
        }
    }

    /** What it ends it with. */
    public static final class InterruptedByTestException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
