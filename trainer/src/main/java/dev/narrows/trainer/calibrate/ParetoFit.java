package dev.narrows.trainer.calibrate;

import java.util.Arrays;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.optim.univariate.UnivariatePointValuePair;

/**
 * The generalised Pareto distribution that makes given excesses most likely.
 *
 * <pre>
 *   F(x) = 1 - (1 + shape x / scale)^(-1 / shape)        x &gt;= 0, scale &gt; 0
 *   F(x) = 1 - exp(-x / scale)                           shape = 0
 * </pre>
 *
 * Grimshaw (1993) writes t = shape / scale, for which the most likely shape is known, so that one number is searched
 * instead of two:
 *
 * <pre>
 *   shape(t) = mean(log(1 + t x))       scale(t) = shape(t) / t       t &gt; -1 / max(x)
 *   log-likelihood / n = -log(scale(t)) - shape(t) - 1
 * </pre>
 *
 * It is evaluated on a grid, because it may have two maxima, and refined around the best by Brent's method. Shapes below
 * -1/2 are left out: there the estimate loses its normal distribution (Smith 1985), and below -1 the likelihood has no
 * bound. Deterministic; any thread.
 *
 * @param shape xi; 0 or near it is an exponential tail, below 0 one that ends
 * @param scale sigma, above 0, in the unit of the excesses
 */
record ParetoFit(double shape, double scale) {

    private static final double LEAST_SHAPE = -0.5;
    private static final double LARGEST_T = 100;
    private static final int GRID = 24;
    private static final int MAX_EVALUATIONS = 200;
    private static final double EXPONENTIAL = 1e-9;

    /** Fits excesses above 0, at least two of them different. */
    static ParetoFit of(double[] excesses) {
        // In units of the median, which one huge excess does not move.
        double[] sorted = excesses.clone();
        Arrays.sort(sorted);
        double unit = sorted[sorted.length / 2];
        double[] x = Arrays.stream(excesses).map(e -> e / unit).toArray();
        double mean = Arrays.stream(x).average().orElseThrow();
        double[] grid = grid(x);
        double[] likelihood =
                Arrays.stream(grid).map(t -> likelihood(x, mean, t)).toArray();
        int best = 0;
        for (int i = 1; i < grid.length; i++) {
            if (likelihood[i] > likelihood[best]) {
                best = i;
            }
        }
        double t = refined(x, mean, grid[Math.max(0, best - 1)], grid[best], grid[Math.min(grid.length - 1, best + 1)]);
        return Math.abs(t) < EXPONENTIAL
                ? new ParetoFit(0, unit * mean)
                : new ParetoFit(shape(x, t), unit * shape(x, t) / t);
    }

    /** Share of excesses above {@code x}. */
    double exceedance(double x) {
        double z = x / scale;
        if (Math.abs(shape) < EXPONENTIAL) {
            return Math.exp(-z);
        }
        return shape * z <= -1 ? 0 : Math.exp(-Math.log1p(shape * z) / shape);
    }

    /** The excess that a share {@code exceedance}, above 0, lies above; the inverse of {@link #exceedance}. */
    double quantile(double exceedance) {
        double log = Math.log(exceedance);
        return scale * (Math.abs(shape) < EXPONENTIAL ? -log : Math.expm1(-shape * log) / shape);
    }

    private static double refined(double[] x, double mean, double low, double start, double high) {
        if (!(low < high)) {
            return start;
        }
        UnivariatePointValuePair best = new BrentOptimizer(1e-8, 1e-12)
                .optimize(
                        new MaxEval(MAX_EVALUATIONS),
                        new UnivariateObjectiveFunction(t -> likelihood(x, mean, t)),
                        GoalType.MAXIMIZE,
                        new SearchInterval(low, high, Math.min(high, Math.max(low, start))));
        return best.getPoint();
    }

    /** From where the shape is {@link #LEAST_SHAPE}, through 0, ever wider to a tail heavier than any. */
    private static double[] grid(double[] x) {
        double least = least(x);
        double[] grid = new double[2 * GRID + 1];
        for (int i = 0; i < GRID; i++) {
            double share = (double) (i + 1) / GRID;
            grid[GRID - 1 - i] = least * share * share;
            grid[GRID + 1 + i] = LARGEST_T * share * share * share;
        }
        return grid;
    }

    /** The shape rises with t, so halving the interval finds where it is the least that is allowed. */
    private static double least(double[] x) {
        double low = -(1 - 1e-12) / Arrays.stream(x).max().orElseThrow();
        if (shape(x, low) >= LEAST_SHAPE) {
            return low;
        }
        double high = 0;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (shape(x, middle) < LEAST_SHAPE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double shape(double[] x, double t) {
        double sum = 0;
        for (double value : x) {
            sum += Math.log1p(t * value);
        }
        return sum / x.length;
    }

    private static double likelihood(double[] x, double mean, double t) {
        if (Math.abs(t) < EXPONENTIAL) {
            return -Math.log(mean) - 1;
        }
        double shape = shape(x, t);
        return -Math.log(shape / t) - shape - 1;
    }
}
