package dev.narrows.trainer.detect;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.fit.Fit;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.judge.Ranking;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.network.scaling.Scaling;
import dev.narrows.trainer.score.ScoreFit;
import dev.narrows.trainer.score.ScoreKind;
import dev.narrows.trainer.tensor.Torch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The one-class protocol: half of the normal rows train, standardised by their own mean and deviation, the other half and
 * all anomalous rows are scored; labels are looked at only to judge, and one setting serves every data set.
 *
 * <p>The autoencoder is a small one, {@code dim-64-32-latent} with a latent of a third of the row's width (2 to 32), for as
 * many epochs as make about {@value #ROW_EPOCHS} rows. A tenth of the training half is its validation part. All errors come
 * out of the exported graph, as the service would see them.
 */
public final class OneClass {

    private static final int ROW_EPOCHS = 200_000;
    private static final int MOST_EPOCHS = 150;
    private static final int LEAST_EPOCHS = 8;
    private static final int VALIDATION_PART = 10;

    private OneClass() {}

    /**
     * Judges scores on one data set.
     *
     * @param data rows with labels, 0 for normal
     * @param kinds of score to judge, all on the same network
     * @return area under the ROC curve of each, 0 to 1
     * @throws dev.narrows.trainer.dataset.DatasetException where there are too few rows of a class
     */
    public static Map<ScoreKind, Double> judge(Dataset data, List<ScoreKind> kinds, long seed) {
        Torch.enter();
        Halves halves = Halves.of(data, seed);
        Dataset train = part(halves.train(), false);
        Dataset validation = part(halves.train(), true);
        Map<ScoreKind, Double> judged = new TreeMap<>();
        try (TrainedNetwork plain = train(train, validation, seed)) {
            for (ScoreKind kind : kinds) {
                TrainedNetwork scored = plain.withScore(ScoreFit.fit(kind, plain, train, validation, seed));
                try (ServedErrors served = ServedErrors.of(scored, validation)) {
                    judged.put(
                            kind,
                            Ranking.of(served.of(halves.normal()), served.of(halves.anomalous()))
                                    .auroc());
                }
            }
        }
        return judged;
    }

    private static TrainedNetwork train(Dataset train, Dataset validation, long seed) {
        NetworkSettings shape = NetworkSettings.builder()
                .hidden(64, 32)
                .latent(Math.max(2, Math.min(32, train.dim() / 3)))
                .codeBits(8)
                .scaling(Scaling.FEATURE_STANDARD)
                .build();
        int epochs = Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, ROW_EPOCHS / train.rows()));
        FitSettings fit = FitSettings.builder().epochs(epochs).seed(seed).build();
        Autoencoder network = Autoencoder.of(train.dim(), Normalisation.of(train, shape.scaling()), shape);
        Fitted fitted = Fit.fit(network, train, validation, fit, ProgressListener.NONE);
        return new TrainedNetwork(network, fitted.weights());
    }

    /** Every tenth row, or the others. */
    private static Dataset part(Dataset rows, boolean validation) {
        return Selection.of(
                rows,
                IntStream.range(0, rows.rows())
                        .filter(row -> (row % VALIDATION_PART == 0) == validation)
                        .toArray());
    }
}
