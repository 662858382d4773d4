package dev.narrows.stream.drift;

/**
 * The largest distance D between two distributions, both known by their shares in the same bins (Kolmogorov 1933, Smirnov
 * 1948). Where they are one distribution, D of n and m rows exceeds
 *
 * <pre>
 *   sqrt(-ln(chance / 2) / 2 (1/n + 1/m))
 * </pre>
 *
 * <p>less often than {@code chance}: that is the first term of Smirnov's series, the others are below it, and bins only
 * make D smaller. It finds what moves to one side in many bins a little.
 *
 * @param value 0 to 1
 * @param limit above 0
 */
record Distance(double value, double limit) {

    /** Compares; parameters as in {@link Stability#of}. */
    static Distance of(long[] live, double[] shares, long baselineRows, double chance) {
        double rows = 0;
        for (long count : live) {
            rows += count;
        }
        double largest = 0;
        double liveBelow = 0;
        double baselineBelow = 0;
        for (int i = 0; i < live.length; i++) {
            liveBelow += live[i] / rows;
            baselineBelow += shares[i];
            largest = Math.max(largest, Math.abs(liveBelow - baselineBelow));
        }
        return new Distance(largest, Math.sqrt(-Math.log(chance / 2) / 2 * (1 / rows + 1.0 / baselineRows)));
    }

    /** Whether this is no chance. */
    boolean isDrift() {
        return value > limit;
    }
}
