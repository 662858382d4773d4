package dev.narrows.stream.drift;

import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * The population stability index of a histogram, and where it stops being chance. With p_i the share of bin i in n live
 * rows, q_i that in m rows of the baseline, B bins,
 *
 * <pre>
 *   PSI = sum over i of (p_i - q_i) ln(p_i / q_i)
 * </pre>
 *
 * <p>Where both are of one distribution, PSI is about (1/n + 1/m) times chi-squared with B - 1 degrees of freedom (Yurdakul
 * and Naranjo 2020), so its limit is that of the rows there are; the customary 0.1 is exceeded by chance with few rows and
 * never reached with many. Half a row is added to every bin, and bins that few rows are expected in are joined with their
 * neighbours. It rises with any difference of the shares, in whatever direction.
 *
 * @param value 0 or more
 * @param limit that it exceeds by chance as seldom as was asked for; 0 where there are fewer than two bins
 */
record Stability(double value, double limit) {

    private static final double LEAST_EXPECTED = 25;

    /**
     * Compares.
     *
     * @param live rows in each bin
     * @param shares of the baseline's rows in each bin
     * @param baselineRows rows that these are of, 1 or more
     * @param chance how often the limit may be exceeded by chance, above 0, below 1
     */
    static Stability of(long[] live, double[] shares, long baselineRows, double chance) {
        double rows = 0;
        for (long count : live) {
            rows += count;
        }
        double fewest = Math.min(rows, (double) baselineRows);
        double[][] joined = new double[live.length][2];
        int bins = 0;
        for (int i = 0; i < live.length; i++) {
            joined[bins][0] += live[i];
            joined[bins][1] += shares[i] * baselineRows;
            if (shares[i] > 0 && joined[bins][1] / baselineRows * fewest >= LEAST_EXPECTED) {
                bins++;
            }
        }
        bins = joinRest(joined, bins);
        if (bins < 2) {
            return new Stability(0, 0);
        }
        double limit = (1 / rows + 1.0 / baselineRows)
                * new ChiSquaredDistribution(bins - 1).inverseCumulativeProbability(1 - chance);
        return new Stability(index(joined, bins, rows, (double) baselineRows), limit);
    }

    /** What is left behind the last full bin belongs to it. */
    private static int joinRest(double[][] joined, int bins) {
        if (bins > 0 && bins < joined.length) {
            joined[bins - 1][0] += joined[bins][0];
            joined[bins - 1][1] += joined[bins][1];
        }
        return bins;
    }

    private static double index(double[][] counts, int bins, double rows, double baselineRows) {
        double sum = 0;
        for (int i = 0; i < bins; i++) {
            double p = (counts[i][0] + 0.5) / (rows + 0.5 * bins);
            double q = (counts[i][1] + 0.5) / (baselineRows + 0.5 * bins);
            sum += (p - q) * Math.log(p / q);
        }
        return sum;
    }

    /** Whether this is no chance. */
    boolean isDrift() {
        return limit > 0 && value > limit;
    }
}
