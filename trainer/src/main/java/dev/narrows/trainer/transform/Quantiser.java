package dev.narrows.trainer.transform;

import java.util.Arrays;

/**
 * Scalar quantisers with 1 to {@value #MOST_LEVELS} levels for values of unit variance, each with the least squared error
 * for one distribution (Lloyd 1982, Max 1960). Immutable.
 *
 * <p>A value u is first bent into -1 to 1, {@code y = u / (b + |u|)}, and y falls into one of {@value #CELLS} cells of
 * equal width; a level is a run of cells. So every quantiser is one look into a table, however its levels lie, and no value
 * is too large: the outermost levels reach to infinity. The distribution is the histogram of what was seen, mixed with a
 * little of a heavy tail, so that values beyond what was seen have levels too.
 */
final class Quantiser {

    /** Cells of a bent value. */
    static final int CELLS = 4096;
    /** {@code b}: half of the cells lie within that many standard deviations. */
    static final float BEND = 2;
    /** Numbers of levels there are, ascending. */
    private static final int[] LEVELS = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 32, 36, 40, 48, 56, 64, 72, 80,
        96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024
    };

    static final int MOST_LEVELS = 1024;
    private static final float HALF = CELLS / 2f;
    /** A little less than half of the cells, so that a bent value of exactly 1 still has a cell. */
    static final float STRETCH = HALF - 0.5f;
    /** Half of the cells. */
    static final float SHIFT = HALF;

    private static final double TAIL_SHARE = 0.002;
    private static final int ROUNDS = 40;
    /** Of that many values, half of what is known of the distribution is what was counted. */
    private static final double ENOUGH_COUNTS = 200;
    /** Bandwidths at which a kernel ends. */
    private static final double WIDEST = 3;

    private final float[][] values;
    private final short[][] levels;
    private final double[] distortions;

    private Quantiser(float[][] values, short[][] levels, double[] distortions) {
        this.values = values;
        this.levels = levels;
        this.distortions = distortions;
    }

    /** The cell of a value that was divided by its standard deviation and {@link #BEND}; 0 for NaN. */
    static int cell(float bent) {
        float y = bent / (1 + Math.abs(bent));
        return Math.max(0, Math.min(CELLS - 1, (int) (y * STRETCH + SHIFT)));
    }

    /**
     * Quantisers for values that fall into cells that often.
     *
     * @param counts [CELLS], their sum above 0
     */
    static Quantiser of(double[] counts) {
        double[] centres = new double[CELLS];
        double[] masses = new double[CELLS];
        double[] density = new double[CELLS];
        double[] shares = smoothed(counts);
        for (int cell = 0; cell < CELLS; cell++) {
            double rest = rest(cell);
            centres[cell] = centre(cell);
            double width = BEND / (rest * rest) / STRETCH;
            double tail = 2.5 * Math.pow(1 + Math.abs(centres[cell]), -6) * width;
            masses[cell] = (1 - TAIL_SHARE) * shares[cell] + TAIL_SHARE * tail;
            // Panter and Dite 1951: levels lie as densely as the cube root of the density.
            density[cell] = Math.cbrt(masses[cell] / width) * width;
        }
        float[][] values = new float[LEVELS.length][];
        short[][] levels = new short[LEVELS.length][CELLS];
        double[] distortions = new double[LEVELS.length];
        for (int size = 0; size < LEVELS.length; size++) {
            values[size] = lloyd(LEVELS[size], centres, masses, density, levels[size]);
            double error = 0;
            for (int cell = 0; cell < CELLS; cell++) {
                double off = centres[cell] - values[size][levels[size][cell]];
                error += masses[cell] * off * off;
            }
            distortions[size] = size == 0 ? error : Math.min(error, distortions[size - 1]);
        }
        return new Quantiser(values, levels, distortions);
    }

    private static double rest(int cell) {
        return Math.max(1 - Math.abs((cell + 0.5 - SHIFT) / STRETCH), 0.5 / CELLS);
    }

    /** The value in the middle of a cell. */
    private static double centre(int cell) {
        return BEND * (cell + 0.5 - SHIFT) / STRETCH / rest(cell);
    }

    /**
     * Shares of the counts, mixed with a normal kernel around each (bandwidth by Silverman 1986): what lies between a few
     * values that were seen is as likely as they are, while many say themselves where they lie.
     */
    private static double[] smoothed(double[] counts) {
        double sum = Arrays.stream(counts).sum();
        double mixed = ENOUGH_COUNTS / (ENOUGH_COUNTS + sum);
        double bandwidth = 1.06 * Math.min(1, middleHalf(counts, sum) / 1.34) * Math.pow(sum, -0.2);
        double[] shares = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            if (counts[cell] > 0) {
                shares[cell] += (1 - mixed) * counts[cell] / sum;
                spread(cell, mixed * counts[cell] / sum, bandwidth, shares);
            }
        }
        return shares;
    }

    /** How wide the middle half of the values lies. */
    private static double middleHalf(double[] counts, double sum) {
        double before = 0;
        int first = 0;
        int last = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            first = before < 0.25 * sum ? cell : first;
            last = before < 0.75 * sum ? cell : last;
            before += counts[cell];
        }
        return centre(last) - centre(first);
    }

    /** Adds a share to the cells around one, each by how near it lies and how wide it is. */
    private static void spread(int cell, double share, double bandwidth, double[] shares) {
        double middle = centre(cell);
        int first = cell;
        while (first > 0 && middle - centre(first - 1) < WIDEST * bandwidth) {
            first--;
        }
        double[] weights = new double[CELLS - first];
        int count = 0;
        double all = 0;
        for (int at = first; at < CELLS && (at <= cell || centre(at) - middle < WIDEST * bandwidth); at++) {
            double away = bandwidth == 0 ? 0 : (centre(at) - middle) / bandwidth;
            weights[count] = Math.exp(-away * away / 2) / (rest(at) * rest(at));
            all += weights[count++];
        }
        for (int i = 0; i < count; i++) {
            shares[first + i] += share * weights[i] / all;
        }
    }

    private static float[] lloyd(int count, double[] centres, double[] masses, double[] density, short[] levels) {
        float[] values = new float[count];
        if (count == 1) {
            return values;
        }
        double all = Arrays.stream(density).sum();
        double before = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            levels[cell] = (short) Math.min(count - 1, (int) ((before + density[cell] / 2) / all * count));
            before += density[cell];
        }
        for (int round = 0; round < ROUNDS; round++) {
            centre(values, centres, masses, levels);
            int level = 0;
            for (int cell = 0; cell < CELLS; cell++) {
                while (level + 1 < count && centres[cell] > (values[level] + values[level + 1]) / 2) {
                    level++;
                }
                levels[cell] = (short) level;
            }
        }
        centre(values, centres, masses, levels);
        return values;
    }

    /** Each level to the mean of its cells; one without cells goes between its neighbours. */
    private static void centre(float[] values, double[] centres, double[] masses, short[] levels) {
        double[] sums = new double[values.length];
        double[] weights = new double[values.length];
        for (int cell = 0; cell < CELLS; cell++) {
            sums[levels[cell]] += masses[cell] * centres[cell];
            weights[levels[cell]] += masses[cell];
        }
        for (int level = 0; level < values.length; level++) {
            if (weights[level] > 0) {
                values[level] = (float) (sums[level] / weights[level]);
            } else if (level > 0) {
                values[level] = values[level - 1];
            }
        }
    }

    /** How many sizes of quantisers there are. */
    static int sizes() {
        return LEVELS.length;
    }

    /** Levels of the quantiser of that size; size 0 has one. */
    static int levels(int size) {
        return LEVELS[size];
    }

    /** Mean squared error of the quantiser of that size, of values of unit variance. */
    double distortion(int size) {
        return distortions[size];
    }

    /** What comes back of a level. */
    float value(int size, int level) {
        return values[size][level];
    }

    /** The level of a cell. */
    int level(int size, int cell) {
        return levels[size][cell];
    }
}
