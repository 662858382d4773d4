package dev.narrows.trainer.pipeline;

import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.export.UncalibratedModel;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.repeat.Pruning;
import dev.narrows.trainer.judge.ModelCost;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.tensor.Owned;
import java.util.List;
import java.util.Locale;

/**
 * A fit after its pruning.
 *
 * @param fitted what a model is made of
 * @param costs of the whole network and of the sparse one, measured through their graphs on the validation part, with the
 *     plain error as their score; empty where nothing was pruned
 */
record Pruned(Fitted fitted, List<ModelCost> costs) {

    /** Prunes where the settings say so. Takes {@code whole} over: it is closed where it is not the result, or this fails. */
    static Pruned of(Autoencoder network, Fitted whole, Split split, FitSettings settings, FitCallbacks callbacks) {
        try (Owned<Fitted> owned = new Owned<>(whole, Fitted::close)) {
            if (settings.prune() == 0) {
                return new Pruned(owned.handOn(), List.of());
            }
            try (Owned<Fitted> sparse = new Owned<>(
                    Pruning.fit(network, whole, split.train(), split.validation(), settings, callbacks),
                    Fitted::close)) {
                List<ModelCost> costs =
                        List.of(cost("whole", network, whole, split), cost("pruned", network, sparse.get(), split));
                return new Pruned(sparse.handOn(), costs);
            }
        }
    }

    private static ModelCost cost(String name, Autoencoder network, Fitted fitted, Split split) {
        String zeros = String.format(Locale.ROOT, "%s, %.1f %% zeros", name, 100 * Pruning.zeros(fitted.weights()));
        TrainedNetwork trained = new TrainedNetwork(network, fitted.weights());
        float[] units = network.normalisation().featureUnits();
        return ModelCost.of(zeros, UncalibratedModel.of(trained, split.validation()), split.validation(), units);
    }
}
