package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.number.Scale;
import java.util.Arrays;

/**
 * Finds the scale with which the values of a feature have the least to tell. One thread.
 *
 * <ul>
 *   <li>Values that come again and again (states, counts, settings, and whole numbers that somebody has standardised) are
 *       listed; how many rows of training had a value that no other had tells how often a new one must be expected.
 *   <li>Values with few digits are whole numbers of these.
 *   <li>What is left is noise behind some leading bits: only these can be told from other values. Where a bound is kept its
 *       steps are better.
 * </ul>
 */
final class ScalesFit {

    // Of all rows may be such as had to be written raw.
    private static final int MISSES = 64;
    // A ratio's numbers follow what comes later, a list's do not.
    private static final int WORTH_A_LIST = 4;
    // Numbers of more bits than this are no fewer than there are floats.
    private static final int MANTISSA_BITS = 21;
    private static final int MOST_LISTED_IN_ALL = 32_768;
    // Of half of the values, in leading bits: more than can be told from others, and still few enough for the contexts.
    private static final int SPREAD_BITS = 6;

    private final Grid promise;
    private final Grid ratios;
    private final float[] column;
    private int listed;

    private ScalesFit(Grid promise, Grid ratios, int rows) {
        this.promise = promise;
        this.ratios = ratios;
        this.column = new float[rows];
    }

    /** The grid for rows of {@code dim} values. */
    static Grid of(Fidelity fidelity, Training training, float[] rows, int count, int dim) {
        boolean exact = fidelity.mode() == Fidelity.Mode.LOSSLESS;
        Grid promise = exact ? Grid.exact(new byte[dim]) : Grid.bounded(fidelity, dim, training);
        ScalesFit fit = new ScalesFit(promise, new BlockFit(dim).exactGrid(rows, count), count);
        Scale[] scales = new Scale[dim];
        boolean changed = false;
        for (int feature = 0; feature < dim; feature++) {
            for (int row = 0; row < count; row++) {
                fit.column[row] = rows[row * dim + feature];
            }
            Arrays.sort(fit.column);
            scales[feature] = fit.scale(feature);
            changed |= scales[feature] != promise.scale(feature);
        }
        return changed ? promise.with(scales) : promise;
    }

    private Scale scale(int feature) {
        float[] distinct = distinct();
        double bound = promise.bound(feature);
        long steps = numbers(promise.scale(feature), distinct);
        Scale ratio = ratios.scale(feature) instanceof Scale.Ratios found
                        && magnitude(column.length / 2) * found.divisor() < (1 << MANTISSA_BITS)
                ? new Scale.Ratios(found.divisor(), bound)
                : promise.scale(feature);
        long whole = bound > 0 ? Math.min(steps, numbers(ratio, distinct)) : numbers(ratio, distinct);
        if (isList(distinct) && distinct.length * (long) WORTH_A_LIST <= whole) {
            listed += distinct.length;
            return new Scale.Listed(distinct, bound);
        }
        if (bound > 0) {
            return whole < steps ? ratio : promise.scale(feature);
        }
        return ratio instanceof Scale.Ratios ? ratio : leading(feature);
    }

    private float[] distinct() {
        float[] distinct = new float[column.length];
        int count = 0;
        for (int row = 0; row < column.length; row++) {
            if (row == 0 || Float.floatToRawIntBits(column[row]) != Float.floatToRawIntBits(column[row - 1])) {
                distinct[count++] = column[row];
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    private boolean isList(float[] distinct) {
        int alone = 0;
        for (int row = 0; row < column.length; row++) {
            boolean before = row > 0 && column[row - 1] == column[row];
            boolean after = row + 1 < column.length && column[row + 1] == column[row];
            alone += before || after ? 0 : 1;
        }
        return distinct.length <= Scales.MOST_LISTED
                && listed + distinct.length <= MOST_LISTED_IN_ALL
                && alone * MISSES <= column.length;
    }

    /** How many whole numbers there are between the least and the largest value. */
    private static long numbers(Scale scale, float[] distinct) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (float value : distinct) {
            int number = scale.number(value);
            least = number == Scale.NOT_HELD ? least : Math.min(least, number);
            most = number == Scale.NOT_HELD ? most : Math.max(most, number);
        }
        return Math.max(0, most - least + 1);
    }

    /** Units of which the middle half of the values spans some, and below which hardly any value is. */
    private Scale leading(int feature) {
        int quarter = column.length / 4;
        double spread = column[column.length - 1 - quarter] - (double) column[quarter];
        spread = spread > 0 ? spread : column[column.length - 1] - (double) column[0];
        double small = magnitude(column.length / MISSES);
        double unit = Math.min(spread / (1 << SPREAD_BITS), small > 0 ? small : Double.MAX_VALUE);
        return unit > 0 && unit < Double.MAX_VALUE ? Scales.leading(Math.getExponent(unit)) : promise.scale(feature);
    }

    /** The magnitude that so many values other than 0 are below; the largest where there are not as many. */
    private double magnitude(int below) {
        float[] magnitudes = new float[column.length];
        int count = 0;
        for (float value : column) {
            if (value != 0) {
                magnitudes[count++] = Math.abs(value);
            }
        }
        Arrays.sort(magnitudes, 0, count);
        return count == 0 ? 0 : magnitudes[Math.min(count - 1, below)];
    }
}
