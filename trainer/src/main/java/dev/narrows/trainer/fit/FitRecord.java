package dev.narrows.trainer.fit;

import dev.narrows.trainer.fit.Fitted.Epoch;
import dev.narrows.trainer.tensor.Device;
import java.util.List;

/**
 * How a fit went.
 *
 * @param history of each epoch
 * @param best the epoch that the weights are from
 * @param workers threads that took part
 * @param device that computed
 * @param secondsPerEpoch mean, with validation
 */
public record FitRecord(List<Epoch> history, Epoch best, int workers, Device device, double secondsPerEpoch) {

    /** Copies the history. */
    public FitRecord {
        history = List.copyOf(history);
    }
}
