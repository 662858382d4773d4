package dev.narrows.trainer.score;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.error.PlainError;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.score.neighbour.NeighbourScore;
import dev.narrows.trainer.score.residual.ResidualScore;
import dev.narrows.trainer.tensor.Torch;

/** Learns the score of a network that is already trained. Any thread. */
public final class ScoreFit {

    private ScoreFit() {}

    /**
     * Learns it.
     *
     * @param trained the network, under any score
     * @param train rows that it learned from
     * @param validation rows that it did not
     * @param seed of what is drawn
     */
    public static Score fit(ScoreKind kind, TrainedNetwork trained, Dataset train, Dataset validation, long seed) {
        Torch.enter();
        return switch (kind) {
            case MSE -> PlainError.MSE;
            case MAE -> PlainError.MAE;
            case STANDARDISED -> ResidualScore.standardised(trained, train);
            case MAHALANOBIS -> ResidualScore.mahalanobis(trained, train);
            case PROTOTYPES -> ResidualScore.prototypes(trained, train, seed);
            case AUTO -> NeighbourScore.of(train, validation, seed);
        };
    }

    /** Whether such a score keeps validation rows: where there are fewer training rows than it can keep. */
    public static boolean knowsValidation(ScoreKind kind, Dataset train) {
        return kind == ScoreKind.AUTO && train.rows() < NeighbourScore.most(train.dim());
    }
}
