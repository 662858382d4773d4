package dev.narrows.stream.evidence;

import java.util.OptionalLong;

/**
 * Evidence about the mean of paired differences by betting (Waudby-Smith and Ramdas, "Estimating means of bounded random
 * variables by betting", JRSS B 2023). Against "the mean is at most m" somebody who starts with 1 and stakes the share f of
 * it on each row has, after the rows d_1 to d_n in [-1, 1],
 *
 * <pre>
 *   K_f = product over i of (1 + f (d_i - m) / (1 + m))          0 &lt;= f &lt; 1
 *   E   = mean of K_f over f = 0.9, 0.9 / 2^0.5, 0.9 / 2 ... 0.9 / 2^8
 * </pre>
 *
 * <p>If each row's mean, given the rows before, is at most m, E is expected to shrink, and the chance that it ever reaches
 * 1/alpha is at most alpha (Ville 1939): so it may be looked at after each row. If the mean is above m, E grows
 * exponentially, at nearly the rate of the best share, which nobody has to know before: it only has to be among those
 * averaged, for which E is at most 17 times smaller. The mean being at least m is the same with d and m negated. A fixed
 * set of shares makes E a function of {@link PairedSums}. Immutable.
 */
final class Bets {

    private static final int SHARES = 17;
    private static final double LARGEST = 0.9;
    private static final int BISECTIONS = 25;
    /** What takes a million times as many pairs as there are takes for ever. */
    private static final double MOST_TIMES = 1e6;

    private final double[][] logs;

    private Bets(double mean, boolean above) {
        logs = new double[SHARES][PairedSums.POINTS];
        double sign = above ? 1 : -1;
        double room = 1 + sign * mean;
        for (int k = 0; k < SHARES; k++) {
            double share = LARGEST * Math.pow(2, -k / 2.0);
            for (int i = 0; i < PairedSums.POINTS; i++) {
                logs[k][i] = Math.log1p(share * sign * (PairedSums.point(i) - mean) / room);
            }
        }
    }

    /** Bets that the mean is above {@code mean}, which is between -1 and 1. */
    static Bets above(double mean) {
        return new Bets(mean, true);
    }

    /** Bets that the mean is below {@code mean}, which is between -1 and 1. */
    static Bets below(double mean) {
        return new Bets(mean, false);
    }

    /** Natural logarithm of E. */
    double logE(PairedSums sums) {
        return logE(logCapitals(sums), 1);
    }

    /**
     * Pairs still needed until the logarithm of E is enough, if these go on as they were; empty where they would never do.
     *
     * @param enough above 0
     */
    OptionalLong needed(PairedSums sums, double enough) {
        double[] capitals = logCapitals(sums);
        // With so many times as many pairs of the same kind, each capital's logarithm is so many times as large.
        double times = MOST_TIMES;
        if (sums.pairs() == 0 || logE(capitals, times) < enough) {
            return OptionalLong.empty();
        }
        double tooFew = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = Math.sqrt(tooFew * times);
            if (logE(capitals, middle) < enough) {
                tooFew = middle;
            } else {
                times = middle;
            }
        }
        return OptionalLong.of(Math.max(1, (long) Math.ceil((times - 1) * sums.pairs())));
    }

    private double[] logCapitals(PairedSums sums) {
        double[] capitals = new double[SHARES];
        for (int k = 0; k < SHARES; k++) {
            capitals[k] = logCapital(sums, k);
        }
        return capitals;
    }

    private static double logE(double[] logCapitals, double times) {
        double most = Double.NEGATIVE_INFINITY;
        for (double each : logCapitals) {
            most = Math.max(most, times * each);
        }
        double sum = 0;
        for (double each : logCapitals) {
            sum += Math.exp(times * each - most);
        }
        return most + Math.log(sum / SHARES);
    }

    private double logCapital(PairedSums sums, int k) {
        double sum = 0;
        for (int i = 0; i < PairedSums.POINTS; i++) {
            sum += sums.weight(i) * logs[k][i];
        }
        return sum;
    }

    /**
     * The interval that the mean is in at all times together but with probability alpha: all means that neither bet has
     * won against at 2/alpha. E falls as m rises, so each end is found by bisection.
     *
     * @param alpha above 0, below 1
     */
    static Limits limits(PairedSums sums, double alpha) {
        double enough = Math.log(2 / alpha);
        return new Limits(end(sums, enough, true), end(sums, enough, false));
    }

    private static double end(PairedSums sums, double enough, boolean lower) {
        double refuted = lower ? -1 : 1;
        double open = lower ? 1 : -1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (refuted + open) / 2;
            if (new Bets(middle, lower).logE(sums) >= enough) {
                refuted = middle;
            } else {
                open = middle;
            }
        }
        return refuted;
    }

    /**
     * Where a mean is.
     *
     * @param low -1 to 1
     * @param high -1 to 1
     */
    record Limits(double low, double high) {}
}
