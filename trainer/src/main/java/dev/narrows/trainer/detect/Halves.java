package dev.narrows.trainer.detect;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Selection;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A labelled data set as the one-class protocol takes it apart: half of the normal rows to learn from, the other half and
 * all anomalous rows to be told apart.
 *
 * @param train normal rows, in random order
 * @param normal other normal rows
 * @param anomalous all rows whose label is not 0
 */
record Halves(Dataset train, Dataset normal, Dataset anomalous) {

    private static final int LEAST_NORMAL = 20;

    /**
     * Takes it apart, the same way for the same seed.
     *
     * @throws DatasetException where it has no labels, hardly any normal row or no anomalous one
     */
    static Halves of(Dataset data, long seed) {
        byte[] labels = data.labels()
                .orElseThrow(
                        () -> new DatasetException("labels: none (expected: 0 for normal rows, others for the rest)"));
        int[] normal = rows(labels, true);
        int[] anomalous = rows(labels, false);
        if (normal.length < LEAST_NORMAL || anomalous.length == 0) {
            throw new DatasetException("rows: " + normal.length + " normal, " + anomalous.length
                    + " anomalous (expected: " + LEAST_NORMAL + " and 1 at least)");
        }
        Random random = new Random(seed);
        for (int i = normal.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = normal[i];
            normal[i] = normal[j];
            normal[j] = row;
        }
        int half = normal.length / 2;
        return new Halves(
                part(data, normal, 0, half),
                part(data, normal, half, normal.length),
                part(data, anomalous, 0, anomalous.length));
    }

    private static int[] rows(byte[] labels, boolean normal) {
        return IntStream.range(0, labels.length)
                .filter(row -> (labels[row] == 0) == normal)
                .toArray();
    }

    private static Dataset part(Dataset data, int[] rows, int from, int to) {
        return Selection.of(data, IntStream.range(from, to).map(i -> rows[i]).toArray());
    }
}
