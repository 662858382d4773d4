package dev.narrows.trainer.fit;

import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Weights;
import java.util.List;

/**
 * The end of a fit. Whoever has it closes the weights.
 *
 * @param weights the best of the quantised phase
 * @param history of each epoch
 * @param best the epoch that the weights are from
 * @param workers threads that took part
 * @param device that computed
 * @param secondsPerEpoch mean, with validation
 */
public record Fitted(
        Weights weights, List<Epoch> history, Epoch best, int workers, Device device, double secondsPerEpoch)
        implements AutoCloseable {

    /** Copies the history. */
    public Fitted {
        history = List.copyOf(history);
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
