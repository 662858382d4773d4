package dev.narrows.trainer.calibrate;

import dev.narrows.schemas.TailFit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A start, and the distribution fitted to what lies above it.
 *
 * @param start error at which the tail starts
 * @param count errors above it
 */
record FittedTail(double start, int count, ParetoFit fit, GoodnessOfFit goodness) {

    private static final double PASSES = 0.1;
    private static final int LEAST_DIFFERENT = 10;

    /**
     * The first that passes, or else the best.
     *
     * @param sorted all errors, rising
     * @param counts how many of them may be the tail, in the order in which to try
     */
    static Optional<FittedTail> best(double[] sorted, List<Integer> counts, long seed) {
        Optional<FittedTail> best = Optional.empty();
        for (int count : counts) {
            Optional<FittedTail> tail = of(sorted, count, seed);
            if (tail.isEmpty()) {
                continue;
            }
            double pValue = tail.get().goodness().pValue();
            if (pValue > PASSES) {
                return tail;
            }
            if (best.isEmpty() || pValue > best.get().goodness().pValue()) {
                best = tail;
            }
        }
        return best;
    }

    private static Optional<FittedTail> of(double[] sorted, int count, long seed) {
        double start = sorted[sorted.length - 1 - count];
        double[] excesses = Arrays.stream(sorted, sorted.length - count, sorted.length)
                .map(error -> error - start)
                .filter(excess -> excess > 0)
                .toArray();
        if (excesses.length < Calibration.LEAST_EXCESSES
                || Arrays.stream(excesses).distinct().limit(LEAST_DIFFERENT).count() < LEAST_DIFFERENT) {
            return Optional.empty();
        }
        ParetoFit fit = ParetoFit.of(excesses);
        return Optional.of(new FittedTail(start, excesses.length, fit, GoodnessOfFit.of(excesses, fit, seed)));
    }

    TailFit tail(int errors) {
        return new TailFit(start, (double) count / errors, fit.shape(), fit.scale(), count, "gpd");
    }
}
