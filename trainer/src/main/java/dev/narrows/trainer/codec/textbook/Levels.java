package dev.narrows.trainer.codec.textbook;

import java.util.Arrays;

/**
 * Unequal levels of one value, for the least squared error (Max 1960, Lloyd 1982): each value goes to its nearest level,
 * each level to the mean of its values, over and over, from evenly spaced quantiles on. A level without values stays where
 * it is. Immutable.
 */
final class Levels {

    private static final int ROUNDS = 30;

    private final float[] levels;
    /** Between neighbouring levels; a value on a bound belongs to the lower one. */
    private final float[] bounds;

    private Levels(double[] levels) {
        this.levels = new float[levels.length];
        this.bounds = new float[levels.length - 1];
        for (int i = 0; i < levels.length; i++) {
            this.levels[i] = (float) levels[i];
        }
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = (float) ((levels[i] + levels[i + 1]) / 2);
        }
    }

    /**
     * Learns.
     *
     * @param values one at least; are sorted
     * @param count levels, 1 or more
     */
    static Levels fit(float[] values, int count) {
        Arrays.sort(values);
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        double[] levels = quantiles(values, count);
        for (int round = 0; round < ROUNDS; round++) {
            move(levels, values, sums);
        }
        return new Levels(levels);
    }

    private static double[] quantiles(float[] sorted, int count) {
        double[] quantiles = new double[count];
        for (int i = 0; i < count; i++) {
            double at = (i + 0.5) / count * (sorted.length - 1);
            int below = (int) at;
            int above = Math.min(below + 1, sorted.length - 1);
            quantiles[i] = sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
        return quantiles;
    }

    /** Sums over sorted values are differences, so that a round takes no longer for more values. */
    private static void move(double[] levels, float[] sorted, double[] sums) {
        double[] before = levels.clone();
        int from = 0;
        for (int i = 0; i < levels.length; i++) {
            int to = i + 1 < levels.length ? upTo(sorted, (before[i] + before[i + 1]) / 2) : sorted.length;
            if (to > from) {
                levels[i] = (sums[to] - sums[from]) / (to - from);
            }
            from = Math.max(from, to);
        }
    }

    /** How many values are at most {@code bound}. */
    private static int upTo(float[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The number of the level nearest to a value, from 0. */
    int code(float value) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A level by its number. */
    float level(int code) {
        return levels[code];
    }
}
