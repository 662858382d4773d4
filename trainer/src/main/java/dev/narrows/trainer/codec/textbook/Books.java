package dev.narrows.trainer.codec.textbook;

import dev.narrows.trainer.matrix.KMeans;
import java.util.stream.IntStream;

/**
 * A book of {@value #ENTRIES} entries for each group of a row's columns, found by k-means; a byte names the entry nearest to
 * what a row has in those columns. Immutable.
 */
final class Books {

    /** Of a book, so that a byte names one. */
    static final int ENTRIES = 256;

    private static final int ROUNDS = 15;

    private final int dim;
    private final int[][] groups;
    private final float[][] entries;

    private Books(int dim, int[][] groups, float[][] entries) {
        this.dim = dim;
        this.groups = groups;
        this.entries = entries;
    }

    /**
     * Learns on all cores.
     *
     * @param values [rows, dim]
     * @param groups columns of each group, none empty, no column twice
     */
    static Books fit(float[] values, int rows, int dim, int[][] groups, long seed) {
        float[][] entries = IntStream.range(0, groups.length)
                .parallel()
                .mapToObj(i -> KMeans.centroids(
                        taken(values, rows, dim, groups[i]), rows, groups[i].length, ENTRIES, ROUNDS, seed + i))
                .toArray(float[][]::new);
        return new Books(dim, groups, entries);
    }

    /** Bytes of a code: one a book. */
    int count() {
        return groups.length;
    }

    /** Makes codes [rows, count] of values [rows, dim]. */
    void encode(float[] values, int rows, byte[] codes) {
        for (int i = 0; i < groups.length; i++) {
            float[] some = taken(values, rows, dim, groups[i]);
            int[] nearest = KMeans.nearest(some, rows, groups[i].length, entries[i], ENTRIES);
            for (int row = 0; row < rows; row++) {
                codes[row * groups.length + i] = (byte) nearest[row];
            }
        }
    }

    /** Makes values [rows, dim] of codes [rows, count]; columns of no group stay as they are. */
    void decode(byte[] codes, int rows, float[] values) {
        for (int row = 0, at = 0; row < rows; row++) {
            for (int i = 0; i < groups.length; i++, at++) {
                int[] columns = groups[i];
                int entry = (codes[at] & 0xff) * columns.length;
                for (int j = 0; j < columns.length; j++) {
                    values[row * dim + columns[j]] = entries[i][entry + j];
                }
            }
        }
    }

    private static float[] taken(float[] values, int rows, int dim, int[] columns) {
        float[] taken = new float[rows * columns.length];
        for (int row = 0, at = 0; row < rows; row++) {
            for (int column : columns) {
                taken[at++] = values[row * dim + column];
            }
        }
        return taken;
    }
}
