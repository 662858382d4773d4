package dev.narrows.trainer.fit;

import dev.narrows.trainer.tensor.Device;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Takes weights out while a fit runs. At the beginning of epoch t of T a share of all weights of served layers together
 * becomes 0 and stays so, those with the smallest magnitudes:
 *
 * <pre>
 *   share(t) = share (1 - (1 - t/R)^3), R = T/2, for t up to R (Zhu and Gupta 2017)
 *   share(t) = share                          from there on
 * </pre>
 *
 * <p>Which weights go is decided over all layers at once: those that need theirs less lose more. Biases, scales and code
 * books stay whole. What is out is told by the weights themselves, as zeros come first, so a fit that goes on after an
 * interrupt takes out the same. One thread, between epochs.
 */
public final class Pruner implements AutoCloseable {

    private final Weights weights;
    private final double share;
    private final int rising;
    private final Tensor mask;

    /** @param epochs that there will be, 2 or more */
    public Pruner(Weights weights, double share, int epochs) {
        this.weights = weights;
        this.share = share;
        this.rising = epochs / 2;
        this.mask = torch.ones_like(weights.trained());
    }

    /** 0 where a weight is out, 1 elsewhere, in the order of {@link Weights#trained()}; changes in place. */
    Tensor mask() {
        return mask;
    }

    /** Epochs in which the share rises. */
    int rising() {
        return rising;
    }

    /** The share of weights of served layers that are exactly 0. */
    public static double zeros(Weights weights) {
        float[] magnitudes = magnitudes(Torch.values(weights.trained()), weights.servedWeights());
        long zeros = 0;
        for (float magnitude : magnitudes) {
            zeros += magnitude == 0 ? 1 : 0;
        }
        return (double) zeros / magnitudes.length;
    }

    /** Takes out what is due in epoch {@code number}, from 1. */
    public void begin(int number) {
        double left = 1 - Math.min(1, (double) number / rising);
        float[] values = Torch.values(weights.trained());
        float[] magnitudes = magnitudes(values, weights.servedWeights());
        Arrays.sort(magnitudes);
        int out = (int) Math.round(share * (1 - left * left * left) * magnitudes.length);
        float limit = out == 0 ? -1 : magnitudes[out - 1];
        float[] kept = new float[values.length];
        Arrays.fill(kept, 1);
        for (Weights.Span span : weights.servedWeights()) {
            for (int i = span.from(); i < span.from() + span.count(); i++) {
                kept[i] = Math.abs(values[i]) <= limit ? 0 : 1;
            }
        }
        try (Tensor now = Device.of(mask).move(Torch.tensor(kept, kept.length))) {
            mask.copy_(now);
            weights.trained().mul_(mask);
        }
    }

    @Override
    public void close() {
        mask.close();
    }

    private static float[] magnitudes(float[] values, List<Weights.Span> spans) {
        float[] magnitudes =
                new float[spans.stream().mapToInt(Weights.Span::count).sum()];
        int at = 0;
        for (Weights.Span span : spans) {
            for (int i = span.from(); i < span.from() + span.count(); i++) {
                magnitudes[at++] = Math.abs(values[i]);
            }
        }
        return magnitudes;
    }
}
