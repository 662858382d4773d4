package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.Tables;
import dev.narrows.schemas.fidelity.number.Scale;
import java.util.Arrays;

/**
 * Finds what the rows of a block have in common: of each feature the median of some rows, and the table that suits what is
 * left. A reader takes whatever comes out, so the arithmetic in here may differ from machine to machine. One thread.
 */
final class BlockFit {

    private static final int SAMPLED = 33;
    // Written raw it takes four bytes and a symbol; some of these are cheaper than bits for all.
    private static final int MOST_MISSES = 32;

    private final int dim;
    private byte[] lastTables = {};
    private final int[] sample = new int[SAMPLED];

    BlockFit(int dim) {
        this.dim = dim;
    }

    /** The divisor of each feature with which nearly all of its values are whole, in as small numbers as there are. */
    Grid exactGrid(float[] values, int rows) {
        byte[] divisors = new byte[dim];
        Grid[] all = candidates();
        for (int feature = 0; feature < dim; feature++) {
            for (byte candidate = 1; candidate < all.length && divisors[feature] == 0; candidate++) {
                if (holds(all[candidate], values, rows, feature)) {
                    divisors[feature] = candidate;
                }
            }
        }
        return Grid.exact(divisors);
    }

    private static Grid[] candidates() {
        Grid[] all = new Grid[Grid.DIVISORS.size()];
        for (byte candidate = 0; candidate < all.length; candidate++) {
            all[candidate] = Grid.exact(new byte[] {candidate});
        }
        return all;
    }

    private boolean holds(Grid one, float[] values, int rows, int feature) {
        int misses = 0;
        for (int row = 0; row < rows; row++) {
            if (one.number(values[row * dim + feature], 0) == Scale.NOT_HELD && ++misses > rows / MOST_MISSES) {
                return false;
            }
        }
        return true;
    }

    /** A block for rows of numbers on that grid. */
    Block fit(Grid grid, int[] numbers, int rows) {
        int[] reference = new int[dim];
        byte[] tables = new byte[dim];
        for (int feature = 0; feature < dim; feature++) {
            int middle = median(numbers, rows, feature);
            int zeros = 0;
            int others = 0;
            double magnitudes = 0;
            for (int at = feature; at < rows * dim; at += dim) {
                if (numbers[at] == middle) {
                    zeros++;
                } else if (numbers[at] != Scale.NOT_HELD) {
                    others++;
                    magnitudes += Math.abs((double) (numbers[at] - middle));
                }
            }
            reference[feature] = middle;
            tables[feature] = kept(feature, (byte) Tables.choose(zeros, others, magnitudes));
        }
        lastTables = tables;
        return new Block(grid, reference, tables);
    }

    /** The table of the block before where that is next to it: a byte that stays costs nothing on the disk. */
    private byte kept(int feature, byte table) {
        if (lastTables.length == 0) {
            return table;
        }
        return Tables.near(table & 0xff, lastTables[feature] & 0xff) ? lastTables[feature] : table;
    }

    /** The middle one of some rows. */
    int median(int[] numbers, int rows, int feature) {
        int stride = Math.max(1, (rows + SAMPLED - 1) / SAMPLED);
        int count = 0;
        for (int row = 0; row < rows; row += stride) {
            int number = numbers[row * dim + feature];
            if (number != Scale.NOT_HELD) {
                sample[count++] = number;
            }
        }
        Arrays.sort(sample, 0, count);
        return count == 0 ? 0 : sample[count / 2];
    }
}
