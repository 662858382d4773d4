package dev.narrows.stream.evidence;

import java.util.Arrays;
import java.util.List;

/**
 * Paired differences in [-1, 1], added up on a grid of {@value #POINTS} points: each is split between the two points that
 * it lies between, in proportion to how near it is to each, so their sum stays what it was. What {@link Bets} makes of the
 * grid is concave in d and so never more than what it would make of the differences themselves: evidence is understated,
 * if at all, by less than one part in ten thousand a row. In return, sums of many instances and windows can be added in
 * any order, and are judged afterwards by whatever bet. Immutable.
 */
final class PairedSums {

    static final int POINTS = 81;
    static final PairedSums NONE = new PairedSums(new double[POINTS], 0);

    private static final double STEP = 2.0 / (POINTS - 1);

    private final double[] weights;
    private final long pairs;

    private PairedSums(double[] weights, long pairs) {
        this.weights = weights;
        this.pairs = pairs;
    }

    /**
     * What {@link #state} gave.
     *
     * @param state {@value #POINTS} weights of 0 or more
     * @param pairs that they are of
     */
    static PairedSums of(List<Double> state, long pairs) {
        if (state.size() != POINTS) {
            throw new IllegalArgumentException("state: " + state.size() + " weights (expected: " + POINTS + ")");
        }
        return new PairedSums(state.stream().mapToDouble(Double::doubleValue).toArray(), pairs);
    }

    /** The value of a grid point. */
    static double point(int i) {
        return -1 + i * STEP;
    }

    /**
     * These and others.
     *
     * @param differences -1 to 1 each; what is not a number counts as -1, against the candidate
     */
    PairedSums plus(List<Float> differences) {
        double[] sum = weights.clone();
        for (float difference : differences) {
            double at = Float.isNaN(difference) ? 0 : (Math.min(1, Math.max(-1, difference)) + 1) / STEP;
            int below = Math.min(POINTS - 2, (int) at);
            sum[below] += below + 1 - at;
            sum[below + 1] += at - below;
        }
        return new PairedSums(sum, pairs + differences.size());
    }

    /** Pairs. */
    long pairs() {
        return pairs;
    }

    /** Pairs that count at a grid point. */
    double weight(int i) {
        return weights[i];
    }

    /** Sum of the differences. */
    double sum() {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += weights[i] * point(i);
        }
        return sum;
    }

    /** Mean of the differences, 0 where there is none. */
    double mean() {
        return pairs == 0 ? 0 : sum() / pairs;
    }

    /** The weights, to go on from. */
    List<Double> state() {
        return Arrays.stream(weights).boxed().toList();
    }
}
