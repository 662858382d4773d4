package dev.narrows.trainer.fit.repeat;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.Pruner;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.tensor.Weights;

/**
 * Makes a fitted network sparse: trains it on through its code, with the same settings and a schedule of its own from its
 * beginning (Renda et al. 2020), for as many epochs as the quantised phase may have. In the first half of them more and
 * more of its weights become 0 ({@link Pruner}), in the second those stay and the others make up for them.
 */
public final class Pruning {

    private Pruning() {}

    /**
     * The sparse network's fit; its epochs follow those of {@code whole}, which stays as it is. Whoever has the result
     * closes it.
     *
     * @param settings those that {@code whole} was fitted with; they say what share is taken out
     */
    public static Fitted fit(
            Autoencoder network,
            Fitted whole,
            Dataset trainRows,
            Dataset validationRows,
            FitSettings settings,
            FitCallbacks callbacks) {
        FitSettings after = settings.toBuilder()
                .epochs(Math.max(2, (int) Math.round(settings.epochs() * settings.quantisedShare())))
                .build();
        return Refit.fit(network, whole, trainRows, validationRows, after, callbacks);
    }

    /** The share of weights that are 0 among those that can be taken out. */
    public static double zeros(Weights weights) {
        return Pruner.zeros(weights);
    }
}
