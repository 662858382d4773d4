package dev.narrows.trainer.fit;

import dev.narrows.trainer.tensor.Weights;
import java.util.List;

/**
 * The end of a fit. Whoever has it closes the weights.
 *
 * @param weights the best of the quantised phase
 * @param record how they were found
 */
public record Fitted(Weights weights, FitRecord record) implements AutoCloseable {

    /** Of each epoch. */
    public List<Epoch> history() {
        return record.history();
    }

    /** The epoch that the weights are from. */
    public Epoch best() {
        return record.best();
    }

    @Override
    public void close() {
        weights.close();
    }

    /**
     * One pass over the training rows.
     *
     * @param number from 1
     * @param quantised whether the latent went through its code
     * @param trainLoss mean over the epoch
     * @param validationLoss at its end
     */
    public record Epoch(int number, boolean quantised, double trainLoss, double validationLoss) {}
}
