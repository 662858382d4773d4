package dev.narrows.trainer;

import dev.narrows.schemas.TailFit;
import java.util.Arrays;

/** The exponential tail of errors above their 95th percentile. */
final class ExponentialTail {

    private static final double TAIL = 0.05;

    private ExponentialTail() {}

    static TailFit of(float[] errors) {
        float[] sorted = errors.clone();
        Arrays.sort(sorted);
        int start = Math.min(sorted.length - 1, (int) (sorted.length * (1 - TAIL)));
        double excess = 0;
        for (int i = start; i < sorted.length; i++) {
            excess += sorted[i] - sorted[start];
        }
        int count = Math.max(1, sorted.length - 1 - start);
        double scale = Math.max(excess / count, 1e-9);
        return new TailFit((double) sorted[start], (double) count / sorted.length, 0.0, scale, count, "empirical");
    }
}
