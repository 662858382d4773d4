package dev.narrows.stream.evidence;

import org.hipparchus.special.Beta;

/**
 * Evidence that events come from the candidate more often than they may. Of n events, each seen of one version alone on rows
 * that both had, x came from the candidate; if it has at most r times as many as the stable version, one comes from it with
 * probability at most rho = r / (1 + r). Against that stands a mixture of all probabilities (Robbins 1970),
 *
 * <pre>
 *   E = [B(a + x, b + n - x) / B(a, b)] / [rho^x (1 - rho)^(n - x)]          a = 2 rho, b = 2 (1 - rho)
 * </pre>
 *
 * <p>in which B is the beta function. The chance that E ever reaches 1/alpha while x is above rho n is at most alpha: at
 * probability rho by Ville's inequality, and below it because E grows with x there. What both versions share is in neither
 * x nor n, so a change of the data that both see cancels. With more events at the same share E grows exponentially.
 *
 * @param x events of the candidate, 0 to n
 * @param n events in all
 */
record EventCounts(long x, long n) {

    static final EventCounts NONE = new EventCounts(0, 0);

    EventCounts {
        if (x < 0 || x > n) {
            throw new IllegalArgumentException("x: " + x + " (expected: 0 to " + n + ")");
        }
    }

    /** These and others. */
    EventCounts plus(long candidate, long stable) {
        return new EventCounts(x + candidate, n + candidate + stable);
    }

    /**
     * Natural logarithm of E; 0 while the candidate has no more than its share.
     *
     * @param ratio how many times as many events the candidate may have, above 0
     */
    double logE(double ratio) {
        double rho = ratio / (1 + ratio);
        if (x <= rho * n) {
            return 0;
        }
        double a = 2 * rho;
        double b = 2 * (1 - rho);
        return Beta.logBeta(a + x, b + n - x) - Beta.logBeta(a, b) - x * Math.log(rho) - (n - x) * Math.log1p(-rho);
    }
}
