package dev.narrows.schemas.model;

import dev.narrows.schemas.TailFit;

/**
 * How rare an error is among normal vectors, by peaks over threshold.
 *
 * <p>From {@code start} upwards the p-value follows the generalised Pareto fit (Pickands 1975), with z = (error -
 * start) / scale:
 *
 * <pre>
 *   p(error) = rate * (1 + shape * z)^(-1 / shape)     shape != 0
 *   p(error) = rate * exp(-z)                          shape == 0, the limit of the line above
 *   p(error) = 0                                       shape &lt; 0 and error at or beyond start - scale / shape
 * </pre>
 *
 * Below {@code start} the fit says only that p lies between rate and 1. There the score rises in a straight line from 0
 * at error 0 to that of start, which is p = rate^(error / start): continuous, falling, 1 at error 0 and never used for
 * an alert, whose threshold lies in the tail. Where start is not above 0, p is 1 below it.
 *
 * <p>All of it is computed as log p, so that neither a shape near 0 nor a p-value that a double cannot hold loses the
 * score. Pure functions; any thread.
 */
public final class Tail {

    /** Largest score: a p-value below 1e-300 says nothing more. */
    public static final double MAX_SCORE = 300;

    // Below this, shape * z loses its bits to the smallest doubles; exp(-z) is then exact.
    private static final double EXPONENTIAL = 1e-200;

    private Tail() {}

    /**
     * Share of normal vectors with at least this error.
     *
     * @param error 0 or more; positive infinity is rarer than everything
     * @return 0 to 1; falls as the error rises
     * @throws IllegalArgumentException when the error is NaN
     */
    public static double pValue(TailFit fit, double error) {
        return Math.exp(logP(fit, error));
    }

    /**
     * Severity, -log10 of the p-value: 3 is one in a thousand normal vectors.
     *
     * @param error 0 or more
     * @return 0 to {@link #MAX_SCORE}; finite also where the p-value is 0
     * @throws IllegalArgumentException when the error is NaN
     */
    public static double score(TailFit fit, double error) {
        return Math.min(MAX_SCORE, 0.0 - logP(fit, error) / Math.log(10));
    }

    /**
     * The error that a share of normal vectors exceeds; the inverse of {@link #pValue}.
     *
     * @param rate above 0, at most 1; at or below the fit's rate the answer lies in the tail
     * @throws IllegalArgumentException when the rate is out of range
     */
    public static double errorAt(TailFit fit, double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: above 0, at most 1)");
        }
        double logShare = Math.log(rate) - Math.log(fit.getRate());
        if (logShare > 0) {
            return fit.getStart() <= 0 ? fit.getStart() : fit.getStart() * Math.log(rate) / Math.log(fit.getRate());
        }
        double shape = fit.getShape();
        double z = Math.abs(shape) < EXPONENTIAL ? -logShare : Math.expm1(-shape * logShare) / shape;
        return fit.getStart() + fit.getScale() * z;
    }

    /**
     * Checks that a fit can be computed with.
     *
     * @throws IllegalArgumentException naming the field, its value and what is expected
     */
    public static void requireValid(TailFit fit) {
        require("tail.start", fit.getStart(), Double.isFinite(fit.getStart()), "finite");
        require("tail.rate", fit.getRate(), fit.getRate() > 0 && fit.getRate() <= 1, "above 0, at most 1");
        require("tail.shape", fit.getShape(), Double.isFinite(fit.getShape()), "finite");
        require("tail.scale", fit.getScale(), fit.getScale() > 0 && Double.isFinite(fit.getScale()), "finite, above 0");
        require("tail.count", fit.getCount(), fit.getCount() >= 0, ">= 0");
    }

    private static double logP(TailFit fit, double error) {
        if (Double.isNaN(error)) {
            throw new IllegalArgumentException("error: NaN (expected: a number)");
        }
        double logRate = Math.log(fit.getRate());
        if (error < fit.getStart()) {
            return fit.getStart() <= 0 ? 0 : logRate * Math.max(0, error) / fit.getStart();
        }
        double z = (error - fit.getStart()) / fit.getScale();
        double shape = fit.getShape();
        if (Double.isInfinite(z)) {
            return Double.NEGATIVE_INFINITY;
        }
        if (Math.abs(shape) < EXPONENTIAL) {
            return logRate - z;
        }
        double inside = shape * z;
        return inside <= -1 ? Double.NEGATIVE_INFINITY : logRate - Math.log1p(inside) / shape;
    }

    private static void require(String name, double value, boolean valid, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
