package dev.narrows.trainer.fit.repeat;

import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;

/**
 * As many fits as are asked for, one after the other, each from the first weights and the order of rows of a seed of its
 * own: that of the settings and those that follow it. What is kept is the one with the least validation loss. The
 * listener hears of every one from its first epoch on.
 */
public final class Restarts {

    private Restarts() {}

    /** As {@link Fit#fit}, {@code settings.restarts()} times; whoever has the result closes it. */
    public static Fitted fit(
            Autoencoder network,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            ProgressListener listener) {
        return fit(network, trainRows, validationRows, settings, listener, Checkpoints.NONE);
    }

    /** The same, each with a checkpoint of its own: those that have ended are not fitted again. */
    public static Fitted fit(
            Autoencoder network,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            ProgressListener listener,
            Checkpoints checkpoints) {
        Fitted best = Fit.fit(network, trainRows, validationRows, settings, callbacks(listener, checkpoints, 0));
        for (int restart = 1; restart < settings.restarts(); restart++) {
            FitSettings next =
                    settings.toBuilder().seed(settings.seed() + restart).build();
            Fitted other;
            try {
                other = Fit.fit(network, trainRows, validationRows, next, callbacks(listener, checkpoints, restart));
            } catch (RuntimeException | Error e) {
                best.close();
                throw e;
            }
            if (other.best().validationLoss() < best.best().validationLoss()) {
                best.close();
                best = other;
            } else {
                other.close();
            }
        }
        return best;
    }

    private static FitCallbacks callbacks(ProgressListener listener, Checkpoints checkpoints, int restart) {
        return new FitCallbacks(listener, checkpoints.of("fit-" + restart));
    }
}
