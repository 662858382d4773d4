package dev.narrows.trainer.fit;

import dev.narrows.trainer.tensor.Weights;
import java.util.Arrays;
import java.util.List;

/**
 * Weights of which the smallest are 0. Taken out is a share of all weights of served layers together, those with the
 * smallest magnitudes (global magnitude pruning, Han et al. 2015; compared by Blalock et al. 2020): layers that need
 * theirs less lose more. Biases, scales and code books stay whole.
 */
final class PrunedWeights {

    private final Weights.Snapshot weights;
    private final float[] mask;

    private PrunedWeights(Weights.Snapshot weights, float[] mask) {
        this.weights = weights;
        this.mask = mask;
    }

    /** Takes {@code share}, 0 to 1, out of a copy of those weights. */
    static PrunedWeights of(Weights whole, double share) {
        Weights.Snapshot before = whole.snapshot();
        float[] values = before.trained().clone();
        float[] mask = new float[values.length];
        Arrays.fill(mask, 1);
        float limit = limit(values, whole.servedWeights(), share);
        for (Weights.Span span : whole.servedWeights()) {
            for (int i = span.from(); i < span.from() + span.count(); i++) {
                if (Math.abs(values[i]) <= limit) {
                    mask[i] = 0;
                    values[i] = 0;
                }
            }
        }
        return new PrunedWeights(new Weights.Snapshot(values, before.fixed()), mask);
    }

    /** The share of weights of served layers that are exactly 0. */
    static double zeros(Weights weights) {
        float[] values = weights.snapshot().trained();
        long zeros = 0;
        long all = 0;
        for (Weights.Span span : weights.servedWeights()) {
            for (int i = span.from(); i < span.from() + span.count(); i++) {
                zeros += values[i] == 0 ? 1 : 0;
            }
            all += span.count();
        }
        return (double) zeros / all;
    }

    /** What is left. */
    Weights.Snapshot weights() {
        return weights;
    }

    /** 0 where a weight was taken out, 1 elsewhere, in the order of {@link Weights#trained()}. Not copied. */
    float[] mask() {
        return mask;
    }

    /** The magnitude that goes last; below all where the share is less than one weight. */
    private static float limit(float[] values, List<Weights.Span> spans, double share) {
        int all = spans.stream().mapToInt(Weights.Span::count).sum();
        float[] magnitudes = new float[all];
        int at = 0;
        for (Weights.Span span : spans) {
            for (int i = span.from(); i < span.from() + span.count(); i++) {
                magnitudes[at++] = Math.abs(values[i]);
            }
        }
        Arrays.sort(magnitudes);
        int out = (int) Math.round(share * all);
        return out == 0 ? -1 : magnitudes[out - 1];
    }
}
