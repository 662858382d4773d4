package dev.narrows.trainer.score.residual;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.error.Score;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Learns the scores of this package from a trained network and the rows that it learned from. Any thread. */
public final class ResidualScore {

    private ResidualScore() {}

    /** The mean square of the errors, each feature's in units of its own spread. */
    public static Score standardised(TrainedNetwork trained, Dataset train) {
        return of(trained, train, StandardisedError::of);
    }

    /** How far the errors of a row lie from their mean, in units of how they spread together. */
    public static Score mahalanobis(TrainedNetwork trained, Dataset train) {
        return of(trained, train, MahalanobisError::of);
    }

    /** How far a row's errors and latent lie from the nearest of the typical ones, which {@code seed} draws. */
    public static Score prototypes(TrainedNetwork trained, Dataset train, long seed) {
        return of(trained, train, residuals -> PrototypeError.of(residuals, seed));
    }

    private static Score of(TrainedNetwork trained, Dataset train, Function<Residuals, Score> fit) {
        Residuals residuals = Residuals.of(trained, train);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return fit.apply(residuals);
        }
    }
}
