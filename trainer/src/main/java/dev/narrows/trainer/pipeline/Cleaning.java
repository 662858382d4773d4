package dev.narrows.trainer.pipeline;

import dev.narrows.trainer.checkpoint.Checkpoints;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.dataset.split.Trimming;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.FitCallbacks;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.setting.TrainDefaults;
import dev.narrows.trainer.setting.TrainSettings;

/**
 * Takes rows that are unusual themselves out of what a model learns from: a network is fitted, the share of rows that it
 * reconstructs worst is left out, another one is fitted to the rest, {@value #ROUNDS} times, each time with the errors of
 * all rows, so that one that was left out by mistake comes back. A round takes a third of the epochs: what is common is
 * learned first, and a network that has learned everything would reconstruct the unusual rows too.
 */
final class Cleaning {

    private static final int ROUNDS = 3;
    private static final int SHARE_OF_EPOCHS = 3;

    private Cleaning() {}

    /** The split with that share left out of its training and validation part; the same split where the share is 0. */
    static Split clean(Split split, TrainSettings settings, ProgressListener listener, Checkpoints checkpoints) {
        double share = settings.score().contamination();
        if (share == 0) {
            return split;
        }
        FitSettings brief = settings.fit().toBuilder()
                .epochs(Math.max(2, settings.fit().epochs() / SHARE_OF_EPOCHS))
                .build();
        NetworkSettings shape = briefly(settings.network(), split.train().dim());
        Split kept = split;
        for (int round = 0; round < ROUNDS; round++) {
            Normalisation normalisation = Normalisation.of(kept.train(), shape.scaling());
            FitCallbacks callbacks = new FitCallbacks(listener, checkpoints.of("cleaning-" + round));
            Autoencoder network = Autoencoder.of(split.train().dim(), normalisation, shape);
            try (TrainedNetwork trained = new TrainedNetwork(
                    network,
                    Fit.fit(network, kept.train(), kept.validation(), brief, callbacks)
                            .weights())) {
                kept = new Split(
                        kept(split.train(), trained, share),
                        kept(split.validation(), trained, share),
                        split.calibration());
            }
        }
        return kept;
    }

    /** A network that can be fitted briefly: a closed form would keep the unusual rows as well as the others. */
    private static NetworkSettings briefly(NetworkSettings asked, int dim) {
        return asked.kind() == Kind.AUTO || asked.kind().closedForm()
                ? asked.toBuilder()
                        .kind(Kind.DENSE)
                        .hidden(TrainDefaults.hidden(dim))
                        .build()
                : asked;
    }

    /** Errors without the share of the largest ones. */
    static float[] trimmed(float[] errors, double share) {
        int[] kept = Trimming.kept(errors, share);
        float[] trimmed = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            trimmed[i] = errors[kept[i]];
        }
        return trimmed;
    }

    private static Dataset kept(Dataset data, TrainedNetwork trained, double share) {
        return Selection.of(data, Trimming.kept(trained.errors(data), share));
    }
}
