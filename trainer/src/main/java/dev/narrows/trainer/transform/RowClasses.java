package dev.narrows.trainer.transform;

import java.util.Arrays;

/** Kinds of rows: where each component of a class lies and how far it spreads. Its arrays are [classes][components], not copied. */
final class RowClasses {

    /** Each class counts as having seen that many more rows, spread like all rows. */
    private static final double PRIOR_ROWS = 8;

    private static final double TINY = 1e-6;
    /** How much farther than all rows those spread that no class was learned for. */
    private static final double WIDE = 4;

    /** Classes for rows unlike any that were seen: {@link #withStrangers}. */
    static final int STRANGERS = 2;

    private final double[][] means;
    private final double[][] deviations;

    private RowClasses(double[][] means, double[][] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * Those of rows that were told apart.
     *
     * @param rows [rows][components]
     * @param classOf [rows]; rows of a class beyond {@code classes} count for all rows only
     * @param spare a row that a class without any starts from, by class
     */
    static RowClasses of(float[][] rows, int[] classOf, int classes, int[] spare) {
        int dims = rows[0].length;
        double[][] means = new double[classes][dims];
        double[][] squares = new double[classes][dims];
        int[] counts = new int[classes];
        for (int row = 0; row < rows.length; row++) {
            int c = classOf[row];
            if (c >= classes) {
                continue;
            }
            counts[c]++;
            for (int i = 0; i < dims; i++) {
                means[c][i] += rows[row][i];
            }
        }
        for (int c = 0; c < classes; c++) {
            for (int i = 0; i < dims; i++) {
                // One more row at the mean of all, which is zero.
                means[c][i] = counts[c] == 0 ? rows[spare[c]][i] : means[c][i] / (counts[c] + 1.0);
            }
        }
        for (int row = 0; row < rows.length; row++) {
            int c = classOf[row];
            for (int i = 0; i < dims && c < classes; i++) {
                double away = rows[row][i] - means[c][i];
                squares[c][i] += away * away;
            }
        }
        double[] all = variances(rows);
        double total = Arrays.stream(all).sum();
        double[][] deviations = new double[classes][dims];
        for (int c = 0; c < classes; c++) {
            double own = 0;
            for (int i = 0; i < dims; i++) {
                own += squares[c][i];
            }
            double scale = counts[c] == 0 || total == 0 ? 0.3 : own / counts[c] / total;
            for (int i = 0; i < dims; i++) {
                double variance = (squares[c][i] + PRIOR_ROWS * all[i] * scale) / (counts[c] + PRIOR_ROWS);
                deviations[c][i] = Math.sqrt(variance + TINY * TINY * total / dims + Double.MIN_NORMAL);
            }
        }
        return new RowClasses(means, deviations);
    }

    /**
     * These and two more, for rows that are unlike any of them: one that spreads as all rows do and farther, and one whose
     * components are more alike than theirs, because what is new often lies where the old hardly moved.
     *
     * @param all variance of each component over all rows
     */
    RowClasses withStrangers(double[] all) {
        int dims = dims();
        double[][] more = new double[count() + STRANGERS][];
        double[][] wider = new double[count() + STRANGERS][];
        System.arraycopy(means, 0, more, 0, count());
        System.arraycopy(deviations, 0, wider, 0, count());
        double total = 0;
        double roots = 0;
        for (double variance : all) {
            total += variance;
            roots += Math.sqrt(variance);
        }
        for (int stranger = 0; stranger < STRANGERS; stranger++) {
            double[] spread = new double[dims];
            for (int i = 0; i < dims; i++) {
                double variance =
                        stranger == 0 || roots == 0 ? all[i] : (Math.sqrt(all[i]) / roots + 1.0 / dims) / 2 * total;
                spread[i] = Math.max(WIDE * Math.sqrt(variance), TINY * Math.sqrt(total) + Double.MIN_NORMAL);
            }
            more[count() + stranger] = new double[dims];
            wider[count() + stranger] = spread;
        }
        return new RowClasses(more, wider);
    }

    /** In the units of the components. */
    double[][] means() {
        return means;
    }

    /** Above 0, in the same units. */
    double[][] deviations() {
        return deviations;
    }

    /** How many. */
    int count() {
        return means.length;
    }

    /** Components. */
    int dims() {
        return means[0].length;
    }

    /** Mean squares of components over all rows. */
    static double[] variances(float[][] rows) {
        double[] variances = new double[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < variances.length; i++) {
                variances[i] += (double) row[i] * row[i] / rows.length;
            }
        }
        return variances;
    }

    /** Variances of a class. */
    double[] variances(int c) {
        double[] variances = new double[dims()];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = deviations[c][i] * deviations[c][i];
        }
        return variances;
    }
}
