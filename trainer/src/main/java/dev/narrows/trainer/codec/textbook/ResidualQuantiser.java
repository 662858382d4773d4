package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.matrix.KMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Residual vector quantisation (Juang and Gray 1982): the first byte names the centroid nearest to the row, each byte after
 * it the one nearest to what is left by then. A prefix of the code is the code of fewer bytes, so that the largest is
 * learned for all sizes.
 *
 * <p>Each book is a k-means over whole rows, so time grows with bytes times values a row. It is bounded: the first {@value
 * #FULL_BOOKS} books learn from {@value #MOST_VALUES} values at most (and from no fewer than {@value #LEAST_ROWS} rows
 * where there are so many), those after them from ever fewer, in proportion to one over their number. Books end early
 * where they tell the training rows apart so well that less than {@value #ENOUGH} of their variance is left. For one thread;
 * learning uses all cores.
 */
final class ResidualQuantiser implements Codec {

    static final int FULL_BOOKS = 16;
    static final int LEAST_ROWS = 8 * Books.ENTRIES;
    static final int MOST_VALUES = 1 << 24;

    private static final double ENOUGH = 1e-9;
    private static final int ROUNDS = 8;

    private final float[] mean;
    private final List<float[]> books;
    private final int codeBytes;

    private ResidualQuantiser(float[] mean, List<float[]> books, int codeBytes) {
        this.mean = mean;
        this.books = books;
        this.codeBytes = codeBytes;
    }

    /**
     * Learns.
     *
     * @param values [rows, dim] in raw units; shuffled, and what is left of them afterwards, so of no more use
     * @param codeBytes 1 or more
     */
    static ResidualQuantiser fit(float[] values, int rows, int dim, int codeBytes, long seed) {
        shuffle(values, rows, dim, new Random(seed));
        float[] mean = mean(values, rows, dim);
        subtract(values, rows, mean);
        double variance = squares(values, rows * dim) / rows;
        List<float[]> books = new ArrayList<>();
        double left = variance;
        for (int book = 0; book < codeBytes && left > ENOUGH * variance; book++) {
            int some = rows(book, rows, dim);
            float[] entries = KMeans.centroids(values, some, dim, Books.ENTRIES, ROUNDS, seed + book);
            books.add(entries);
            subtract(values, some, dim, KMeans.nearest(values, some, dim, entries, Books.ENTRIES), entries);
            left = squares(values, some * dim) / some;
        }
        return new ResidualQuantiser(mean, books, codeBytes);
    }

    /** How many rows a book learns from. */
    static int rows(int book, int rows, int dim) {
        long values = (long) MOST_VALUES * FULL_BOOKS / Math.max(FULL_BOOKS, book + 1);
        return (int) Math.min(rows, Math.max(LEAST_ROWS, values / dim));
    }

    /** The same with the first bytes only. */
    ResidualQuantiser first(int bytes) {
        return new ResidualQuantiser(mean, books.subList(0, Math.min(bytes, books.size())), bytes);
    }

    @Override
    public String name() {
        return "residual quantisation, " + codeBytes + " bytes";
    }

    @Override
    public int dim() {
        return mean.length;
    }

    @Override
    public int codeBytes() {
        return codeBytes;
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        int dim = mean.length;
        float[] left = Arrays.copyOf(rows, count * dim);
        subtract(left, count, mean);
        for (int book = 0; book < books.size(); book++) {
            int[] nearest = KMeans.nearest(left, count, dim, books.get(book), Books.ENTRIES);
            for (int row = 0; row < count; row++) {
                codes[row * codeBytes + book] = (byte) nearest[row];
            }
            subtract(left, count, dim, nearest, books.get(book));
        }
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        int dim = mean.length;
        for (int row = 0; row < count; row++) {
            System.arraycopy(mean, 0, reconstructions, row * dim, dim);
            for (int book = 0; book < books.size(); book++) {
                float[] entries = books.get(book);
                int entry = (codes[row * codeBytes + book] & 0xff) * dim;
                for (int i = 0; i < dim; i++) {
                    reconstructions[row * dim + i] += entries[entry + i];
                }
            }
        }
    }

    private static void shuffle(float[] values, int rows, int dim, Random random) {
        float[] kept = new float[dim];
        for (int row = rows - 1; row > 0; row--) {
            int other = random.nextInt(row + 1);
            System.arraycopy(values, row * dim, kept, 0, dim);
            System.arraycopy(values, other * dim, values, row * dim, dim);
            System.arraycopy(kept, 0, values, other * dim, dim);
        }
    }

    private static float[] mean(float[] values, int rows, int dim) {
        double[] sums = new double[dim];
        for (int i = 0; i < rows * dim; i++) {
            sums[i % dim] += values[i];
        }
        float[] mean = new float[dim];
        for (int i = 0; i < dim; i++) {
            mean[i] = (float) (sums[i] / rows);
        }
        return mean;
    }

    private static void subtract(float[] values, int rows, float[] mean) {
        for (int i = 0; i < rows * mean.length; i++) {
            values[i] -= mean[i % mean.length];
        }
    }

    private static void subtract(float[] values, int rows, int dim, int[] nearest, float[] entries) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < dim; i++) {
                values[row * dim + i] -= entries[nearest[row] * dim + i];
            }
        }
    }

    private static double squares(float[] values, int count) {
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (double) values[i] * values[i];
        }
        return squares;
    }
}
