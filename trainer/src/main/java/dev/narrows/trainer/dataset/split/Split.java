package dev.narrows.trainer.dataset.split;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Selection;
import java.util.Arrays;
import java.util.Random;

/**
 * A data set in three parts without a row in common. Rows, or blocks of them, are assigned by a seeded shuffle, so the same
 * data and seed give the same parts on every JVM; within a part they keep the source's order, so that reading goes through a
 * file once. Rows that resemble the ones before them come in blocks: see {@link SplitSettings#resolved}.
 *
 * @param train what weights are fitted to
 * @param validation what decides when to stop, and what figures are told for
 * @param calibration what the threshold is learned from; seen by nothing before
 */
public record Split(Dataset train, Dataset validation, Dataset calibration) {

    /** Fewest rows that are split. */
    public static final int LEAST_ROWS = 10;

    /**
     * Splits {@code data}; every part gets a row at least.
     *
     * @throws DatasetException where there are fewer than {@link #LEAST_ROWS}
     */
    public static Split of(Dataset data, SplitSettings settings) {
        if (data.rows() < LEAST_ROWS) {
            throw new DatasetException("rows: " + data.rows() + " (expected: >= " + LEAST_ROWS
                    + ", to train, validate and calibrate on different ones)");
        }
        int[] order = shuffled(data.rows(), settings.resolved(data).block(), new Random(settings.seed()));
        int validation = share(data.rows(), settings.validation());
        int calibration = share(data.rows(), settings.calibration());
        int train = data.rows() - validation - calibration;
        return new Split(
                part(data, order, 0, train),
                part(data, order, train, train + validation),
                part(data, order, train + validation, data.rows()));
    }

    private static int share(int rows, double share) {
        return Math.max(1, (int) Math.round(rows * share));
    }

    private static Dataset part(Dataset data, int[] order, int from, int to) {
        int[] rows = Arrays.copyOfRange(order, from, to);
        Arrays.sort(rows);
        return Selection.of(data, rows);
    }

    /** The rows, block by block in random order. */
    private static int[] shuffled(int rows, int block, Random random) {
        int[] order = new int[rows];
        int at = 0;
        int each = Math.min(block, rows);
        for (int one : shuffled(1 + (rows - 1) / each, random)) {
            int from = one * each;
            for (int row = from; row < from + Math.min(each, rows - from); row++) {
                order[at++] = row;
            }
        }
        return order;
    }

    /** Fisher and Yates; {@link Random} promises the same numbers on every JVM. */
    private static int[] shuffled(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
