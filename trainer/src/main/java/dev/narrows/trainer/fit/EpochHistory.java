package dev.narrows.trainer.fit;

import dev.narrows.trainer.checkpoint.SavedState;
import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The epochs of a fit so far, and the best one of the phase that runs. One thread. */
final class EpochHistory {

    private static final String HISTORY = "history";
    private static final String BEST = "best";
    private static final int CELLS = 4;

    private final List<Epoch> history = new ArrayList<>();
    private @Nullable Epoch best;
    private Weights.@Nullable Snapshot bestWeights;

    /** All epochs so far. */
    List<Epoch> epochs() {
        return history;
    }

    /** Whether that epoch, or a later one, has run. */
    boolean reached(int epoch) {
        return !history.isEmpty() && history.get(history.size() - 1).number() >= epoch;
    }

    /** Begins a phase whose first epoch is {@code first}, unless epochs of it have run already. */
    void begin(int first) {
        if (!reached(first)) {
            best = null;
            bestWeights = null;
        }
    }

    /** The epoch that comes next in the phase whose first one is {@code first}. */
    int next(int first) {
        return history.isEmpty()
                ? first
                : Math.max(first, history.get(history.size() - 1).number() + 1);
    }

    /** Whether the phase has gone that many epochs without a better one; 0 is never. */
    boolean exhausted(int patience) {
        return patience > 0 && best != null && history.get(history.size() - 1).number() - best.number() >= patience;
    }

    /** Adds an epoch that has ended with those weights. */
    void add(Epoch epoch, Weights weights) {
        history.add(epoch);
        if (best == null || epoch.validationLoss() < best.validationLoss()) {
            best = epoch;
            bestWeights = weights.snapshot();
        }
    }

    /** The best epoch of the phase. */
    Epoch best() {
        if (best == null) {
            throw new IllegalStateException("epochs: none (expected: at least one a phase)");
        }
        return best;
    }

    /** The weights at its end. */
    Weights.Snapshot bestWeights() {
        if (bestWeights == null) {
            throw new IllegalStateException("epochs: none (expected: at least one a phase)");
        }
        return bestWeights;
    }

    void save(SavedState state) {
        double[] cells = new double[history.size() * CELLS];
        for (int i = 0; i < history.size(); i++) {
            Epoch epoch = history.get(i);
            cells[i * CELLS] = epoch.number();
            cells[i * CELLS + 1] = epoch.quantised() ? 1 : 0;
            cells[i * CELLS + 2] = epoch.trainLoss();
            cells[i * CELLS + 3] = epoch.validationLoss();
        }
        state.put(HISTORY, cells)
                .put(BEST, (double) history.indexOf(best()))
                .put("best.trained", bestWeights().trained())
                .put("best.fixed", bestWeights().fixed());
    }

    void load(SavedState state) {
        double[] cells = state.doubles(HISTORY);
        for (int at = 0; at < cells.length; at += CELLS) {
            history.add(new Epoch((int) cells[at], cells[at + 1] == 1, cells[at + 2], cells[at + 3]));
        }
        best = history.get((int) state.doubles(BEST)[0]);
        bestWeights = new Weights.Snapshot(state.floats("best.trained"), state.floats("best.fixed"));
    }
}
