package dev.narrows.trainer.fit.progress;

import dev.narrows.trainer.fit.batch.Batches;
import java.time.Duration;

/** Tells a listener how far a fit is, not too often. One thread. */
public final class ProgressClock {

    private static final long PAUSE_NANOS = 250_000_000;

    private final ProgressListener listener;
    private final int epochs;
    private final int steps;
    private final long start = System.nanoTime();
    private long told = start;
    private int ended;
    private int endedBefore;
    private double secondsBefore;
    private double validationLoss = Double.NaN;

    public ProgressClock(ProgressListener listener, int epochs, int steps) {
        this.listener = listener;
        this.epochs = epochs;
        this.steps = steps;
    }

    /** After {@code step} steps of an epoch; {@code losses} are the workers' sums over its rows so far. */
    public void stepped(int epoch, boolean quantised, int step, double[] losses, Batches rows) {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOS && step < steps) {
            // The others' sums may lack a step or two: this is a progress bar, not the epoch's figure.
            double mean = losses[0] * losses.length / Math.max(1, (long) step * rows.size(0));
            tell(now, epoch, quantised, step, mean);
        }
    }

    /** After an epoch and its validation. */
    public void epochEnded(int epoch, boolean quantised, double trainLoss, double validated) {
        ended++;
        validationLoss = validated;
        tell(System.nanoTime(), epoch, quantised, steps, trainLoss);
    }

    public double secondsPerEpoch() {
        return seconds() / Math.max(1, endedBefore + ended);
    }

    /** Spent on all epochs, with those before an interrupt. */
    public double seconds() {
        return secondsBefore + (ended == 0 ? 0 : (System.nanoTime() - start) / 1e9);
    }

    /** Goes on after that many epochs, which took that long. */
    public void resume(int epochsBefore, double seconds) {
        endedBefore = epochsBefore;
        secondsBefore = seconds;
    }

    private void tell(long now, int epoch, boolean quantised, int step, double loss) {
        told = now;
        double done = ((epoch - 1) + (double) step / steps) / epochs;
        double spent = ended + (epoch > ended && step < steps ? (double) step / steps : 0);
        Duration elapsed = Duration.ofNanos(now - start);
        double toGo = epochs * (1 - done);
        Duration left = Duration.ofNanos(Math.round((now - start) / Math.max(spent, 1e-9) * toGo));
        listener.onProgress(new Progress(epoch, epochs, quantised, done, loss, validationLoss, elapsed, left));
    }
}
