package dev.narrows.trainer.fit.repeat;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitRecord;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.network.Autoencoder;
import java.util.ArrayList;
import java.util.List;

/** Trains a fitted network on, through its code as it is, for other settings or as a network that computes differently. */
public final class Refit {

    private Refit() {}

    /**
     * The fit that follows {@code earlier}; its epochs follow those of {@code earlier}, which stays as it is. Whoever has
     * the result closes it.
     *
     * @param network has the same parameters as that of {@code earlier}
     * @param settings of the epochs to come; 2 or more of them
     */
    public static Fitted fit(
            Autoencoder network,
            Fitted earlier,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            FitCallbacks callbacks) {
        int done = earlier.history().get(earlier.history().size() - 1).number();
        Fitted fitted = Fit.fit(
                network,
                trainRows,
                validationRows,
                settings,
                callbacks,
                earlier.weights().snapshot());
        List<Epoch> history = new ArrayList<>(earlier.history());
        fitted.history().forEach(epoch -> history.add(later(epoch, done)));
        FitRecord how = fitted.record();
        return new Fitted(
                fitted.weights(),
                new FitRecord(history, later(how.best(), done), how.workers(), how.device(), how.secondsPerEpoch()));
    }

    private static Epoch later(Epoch epoch, int done) {
        return new Epoch(epoch.number() + done, epoch.quantised(), epoch.trainLoss(), epoch.validationLoss());
    }
}
