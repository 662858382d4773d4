package dev.narrows.trainer.score;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;

/** Networks for tests: a handful of neurons, a few epochs. */
final class SmallNetworks {

    private SmallNetworks() {}

    static TrainedNetwork trained(Dataset train, Dataset validation) {
        NetworkSettings settings = NetworkSettings.builder()
                .hidden(16)
                .latent(3)
                .codeBits(8)
                .scaling(Scaling.FEATURE_STANDARD)
                .build();
        Autoencoder network = Autoencoder.of(train.dim(), Normalisation.of(train, settings.scaling()), settings);
        FitSettings fit = FitSettings.builder().epochs(12).build();
        return new TrainedNetwork(
                network,
                Fit.fit(network, train, validation, fit, ProgressListener.NONE).weights());
    }

    static TrainedNetwork scored(TrainedNetwork plain, ScoreKind kind, Dataset train, Dataset validation) {
        return plain.withScore(ScoreFit.fit(kind, plain, train, validation, 1));
    }
}
