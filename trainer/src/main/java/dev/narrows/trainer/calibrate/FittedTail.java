package dev.narrows.trainer.calibrate;

import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.model.Tail;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * A start, and the distribution fitted to what lies above it.
 *
 * @param start error at which the tail starts
 * @param count errors above it
 */
record FittedTail(double start, int count, ParetoFit fit, GoodnessOfFit goodness) {

    private static final double PASSES = 0.1;
    private static final double UNLIKELY = 0.1;
    private static final int LEAST_DIFFERENT = 10;

    /**
     * Of those that keep the rate, the first that passes the test of fit, or else the one that fits best.
     *
     * @param sorted all errors, rising
     * @param counts how many of them may be the tail, in the order in which to try
     */
    static Optional<FittedTail> best(double[] sorted, List<Integer> counts, CalibrationSettings settings) {
        Optional<FittedTail> best = Optional.empty();
        for (int count : counts) {
            Optional<FittedTail> tail = of(sorted, count, settings);
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

    private static Optional<FittedTail> of(double[] sorted, int count, CalibrationSettings settings) {
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
        if (!keeps(tail(start, excesses.length, fit, sorted.length), sorted, settings.alertRate())) {
            return Optional.empty();
        }
        return Optional.of(
                new FittedTail(start, excesses.length, fit, GoodnessOfFit.of(excesses, fit, settings.seed())));
    }

    /**
     * Whether as many of the errors it was fitted to exceed its threshold as the rate makes likely. The test of fit looks at
     * the whole tail, and passes tails that are wrong where the rate lies.
     */
    private static boolean keeps(TailFit tail, double[] sorted, double rate) {
        double threshold = Tail.errorAt(tail, rate);
        int alerts =
                (int) Arrays.stream(sorted).filter(error -> error > threshold).count();
        BinomialDistribution promised = new BinomialDistribution(sorted.length, rate);
        return promised.cumulativeProbability(alerts) > UNLIKELY
                && 1 - promised.cumulativeProbability(alerts - 1) > UNLIKELY;
    }

    TailFit tail(int errors) {
        return tail(start, count, fit, errors);
    }

    private static TailFit tail(double start, int count, ParetoFit fit, int errors) {
        return new TailFit(start, (double) count / errors, fit.shape(), fit.scale(), count, "gpd");
    }
}
