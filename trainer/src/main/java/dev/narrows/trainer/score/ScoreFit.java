package dev.narrows.trainer.score;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.error.PlainError;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.tensor.Torch;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

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
            case STANDARDISED -> ofResiduals(trained, train, StandardisedError::of);
            case MAHALANOBIS -> ofResiduals(trained, train, MahalanobisError::of);
            case PROTOTYPES -> ofResiduals(trained, train, residuals -> PrototypeError.of(residuals, seed));
            case AUTO -> NeighbourScore.of(train, validation, seed);
        };
    }

    /** Whether such a score keeps validation rows: where there are fewer training rows than it can keep. */
    public static boolean knowsValidation(ScoreKind kind, Dataset train) {
        return kind == ScoreKind.AUTO && train.rows() < NeighbourScore.most(train.dim());
    }

    private static Score ofResiduals(TrainedNetwork trained, Dataset train, Function<Residuals, Score> fit) {
        Residuals residuals = Residuals.of(trained, train);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return fit.apply(residuals);
        }
    }
}
