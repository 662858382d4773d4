package dev.narrows.trainer.score;

import dev.narrows.trainer.score.neighbour.NeighbourScore;
import dev.narrows.trainer.score.residual.ResidualScore;

/** Which score a model is to have. */
public enum ScoreKind {
    /** Mean squared difference between a row and its reconstruction. The default, and the cheapest. */
    MSE,
    /** Mean absolute difference. */
    MAE,
    /** {@link ResidualScore#standardised}: squared differences, each in units of what is usual for its feature. */
    STANDARDISED,
    /** {@link ResidualScore#mahalanobis}: the same with what the features' differences have in common taken out. */
    MAHALANOBIS,
    /** {@link ResidualScore#prototypes}: mean squared difference, and how far the latent is from those of training rows. */
    PROTOTYPES,
    /** {@link NeighbourScore}: how far a row is from training rows, in every view that holds on the validation part. */
    AUTO
}
