package dev.narrows.trainer.pipeline;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Joined;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.split.Split;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.error.PlainError;
import dev.narrows.trainer.network.error.Score;
import dev.narrows.trainer.score.ScoreKind;
import dev.narrows.trainer.setting.TrainSettings;
import dev.narrows.trainer.tensor.Owned;
import java.util.stream.IntStream;

/**
 * A model that has learned from all rows, with the errors of rows by models that have not seen them: the rows are dealt,
 * in the blocks of the split, to {@value #FOLDS} folds, and each fold is measured by what the others teach (cross-fitting, Stone 1974). Where rows are few,
 * neither the weights nor the threshold can do without a part of them; a closed form is fitted often enough in a moment.
 * Models of the folds have seen a fifth less, so the errors are a little too large rather than too small.
 */
final class CrossFitted implements AutoCloseable {

    private static final int FOLDS = 5;
    private static final int FEW_ROWS = 8_000;

    private final TrainedNetwork network;
    private final Dataset rows;
    private final float[] errors;

    private CrossFitted(TrainedNetwork network, Dataset rows, float[] errors) {
        this.network = network;
        this.rows = rows;
        this.errors = errors;
    }

    /** Whether it pays: few rows, a closed form, and a score that has nothing to learn. */
    static boolean worthIt(Candidate candidate, Split split) {
        ScoreKind score = candidate.settings().score().kind();
        return candidate.settings().network().kind().closedForm()
                && split.train().rows() < FEW_ROWS
                && (score == ScoreKind.MSE || score == ScoreKind.MAE);
    }

    /** Fits the candidate again, to all parts of {@code split}. */
    static CrossFitted of(Candidate candidate, Split split) {
        TrainSettings settings = candidate.settings();
        Score score = settings.score().kind() == ScoreKind.MAE ? PlainError.MAE : PlainError.MSE;
        Dataset all = Joined.of(Joined.of(split.train(), split.validation()), split.calibration());
        float[] errors = new float[all.rows()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int[] seen = rows(all, settings.split().block(), fold, false);
            int[] unseen = rows(all, settings.split().block(), fold, true);
            try (TrainedNetwork part = Candidate.closedForm(Selection.of(all, seen), settings)) {
                float[] of = part.withScore(score).errors(Selection.of(all, unseen));
                for (int i = 0; i < of.length; i++) {
                    errors[unseen[i]] = of[i];
                }
            }
        }
        try (Owned<TrainedNetwork> whole = new Owned<>(Candidate.closedForm(all, settings), TrainedNetwork::close)) {
            float[] kept = Cleaning.trimmed(errors, settings.score().contamination());
            return new CrossFitted(whole.handOn().withScore(score), all, kept);
        }
    }

    /** The one that has learned from all; closing this closes it. */
    TrainedNetwork network() {
        return network;
    }

    /** The rows that it has learned from: all of them. */
    Dataset rows() {
        return rows;
    }

    /** Those of all rows but the contaminated share, in the network's units. Not copied. */
    float[] errors() {
        return errors;
    }

    private static int[] rows(Dataset all, int block, int fold, boolean within) {
        return IntStream.range(0, all.rows())
                .filter(row -> (row / block % FOLDS == fold) == within)
                .toArray();
    }

    @Override
    public void close() {
        network.close();
    }
}
