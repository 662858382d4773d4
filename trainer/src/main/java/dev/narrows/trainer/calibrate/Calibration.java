package dev.narrows.trainer.calibrate;

import dev.narrows.schemas.TailFit;
import dev.narrows.schemas.model.Tail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The threshold that a given share of normal vectors exceeds, learned from the errors of vectors that the model has not
 * seen, by peaks over threshold.
 *
 * <p>Errors above a start that is high enough follow, whatever the errors themselves follow, a generalised Pareto
 * distribution (Pickands 1975), so a few hundred of them say where rarer ones will lie, even rarer than any that was seen:
 *
 * <pre>
 *   P(error &gt; e) = rate (1 + shape (e - start) / scale)^(-1 / shape)
 *   threshold    = start + scale / shape ((alertRate / rate)^(-shape) - 1)
 * </pre>
 *
 * where rate is the share of errors above start (Siffer, Fouque, Termier and Largouet 2017), fitted by maximum likelihood
 * (Grimshaw 1993). A low start gives many excesses and little variance, but the limit may not hold there: tried from 10 %
 * downwards (20 % where that would be fewer than {@value #PLENTY} excesses), the lowest start is taken whose excesses pass
 * the Anderson-Darling test (Bader, Yan and Zhang 2018) and whose threshold is exceeded by as many of the errors themselves
 * as the rate makes likely (binomial, 10 % left out on either side).
 *
 * <p>Where no tail has {@value #LEAST_EXCESSES} excesses, several of them different, and keeps the rate, the threshold is
 * the empirical quantile instead, the tail above it exponential, and a warning says so.
 *
 * @param tail the fit; {@link Tail} computes with it
 * @param alertRate what was asked for
 * @param threshold error above which a vector is anomalous
 * @param goodness how well the tail fits; absent for an empirical one
 * @param warnings for a person, none where all is well
 */
public record Calibration(
        TailFit tail, double alertRate, double threshold, Optional<GoodnessOfFit> goodness, List<String> warnings) {

    /** Fewest errors above the start that a tail is fitted to. */
    public static final int LEAST_EXCESSES = 30;

    private static final double[] START_RATES = {0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.001};
    private static final int MOST_EXCESSES = 5_000;
    private static final int PLENTY = 600;
    private static final double LOW = 0.1;
    private static final double POOR = 0.01;
    private static final double RELATIVE_FLOOR = 1e-4;

    /** Copies the warnings. */
    public Calibration {
        warnings = List.copyOf(warnings);
    }

    /**
     * Learns a threshold.
     *
     * @param errors of normal vectors, in any order, finite and not negative, at least one
     * @throws IllegalArgumentException where there is none, or one is not a finite number from 0
     */
    public static Calibration of(float[] errors, CalibrationSettings settings) {
        double[] sorted = sorted(errors);
        Optional<FittedTail> fitted = FittedTail.best(sorted, candidates(sorted.length, settings), settings);
        return fitted.isPresent() ? fitted(fitted.get(), sorted, settings) : empirical(sorted, settings);
    }

    private static List<Integer> candidates(int errors, CalibrationSettings settings) {
        List<Integer> counts = new ArrayList<>();
        for (double rate : START_RATES) {
            int count = (int) Math.round(errors * rate);
            boolean usable = count >= LEAST_EXCESSES && (count <= MOST_EXCESSES || rate == 0.001);
            boolean low = rate > LOW && errors * LOW >= PLENTY;
            if (usable && !low && rate >= 2 * settings.alertRate()) {
                counts.add(Math.min(count, MOST_EXCESSES));
            }
        }
        return counts;
    }

    private static Calibration fitted(FittedTail fitted, double[] sorted, CalibrationSettings settings) {
        double floor = floor(fitted.start(), settings);
        if (fitted.fit().scale() < floor) {
            return empirical(sorted, settings);
        }
        TailFit tail = fitted.tail(sorted.length);
        List<String> warnings = new ArrayList<>();
        if (fitted.goodness().pValue() <= POOR) {
            warnings.add(
                    "tail fit: Anderson-Darling p-value " + fitted.goodness().pValue() + " (expected: above " + POOR
                            + "; rates far below " + tail.getRate() + " may not be kept)");
        }
        return new Calibration(
                tail,
                settings.alertRate(),
                Tail.errorAt(tail, settings.alertRate()),
                Optional.of(fitted.goodness()),
                warnings);
    }

    private static Calibration empirical(double[] sorted, CalibrationSettings settings) {
        int n = sorted.length;
        double rate = settings.alertRate();
        double quantile = sorted[Math.max(0, n - 1 - (int) (n * rate))];
        // Twice the asked rate at least, so that the threshold lies in the tail and not at its start.
        int count = Math.max(1, Math.min(n, (int) Math.ceil(n * Math.max(START_RATES[0], 2 * rate))));
        double start = count == n ? sorted[0] : sorted[n - 1 - count];
        double share = (double) count / n;
        double scale = share > rate ? (quantile - start) / Math.log(share / rate) : 0;
        TailFit tail = new TailFit(start, share, 0.0, Math.max(scale, floor(quantile, settings)), count, "empirical");
        return new Calibration(
                tail,
                rate,
                Tail.errorAt(tail, rate),
                Optional.empty(),
                List.of("threshold: the empirical quantile of " + n + " errors (expected: a tail of " + LEAST_EXCESSES
                        + " or more, several of them different, that keeps a rate of " + rate + ")"));
    }

    /** What a tail must be wide at least, so that a change within rounding is not the rarest of events. */
    private static double floor(double error, CalibrationSettings settings) {
        return Math.max(Math.max(settings.smallestError(), RELATIVE_FLOOR * error), Float.MIN_NORMAL);
    }

    private static double[] sorted(float[] errors) {
        if (errors.length == 0) {
            throw new IllegalArgumentException("errors: 0 (expected: >= 1)");
        }
        double[] sorted = new double[errors.length];
        for (int i = 0; i < errors.length; i++) {
            if (!(errors[i] >= 0 && errors[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "errors[" + i + "]: " + errors[i] + " (expected: finite, not negative)");
            }
            sorted[i] = errors[i];
        }
        Arrays.sort(sorted);
        return sorted;
    }
}
