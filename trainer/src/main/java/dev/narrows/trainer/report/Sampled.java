package dev.narrows.trainer.report;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import java.util.stream.IntStream;

/** Rows at even distances, so that a page stays small whatever the data. */
final class Sampled {

    private Sampled() {}

    /** Numbers of at most that many rows, rising. */
    static int[] rows(int rows, int most) {
        int some = Math.min(rows, most);
        return IntStream.range(0, some).map(i -> (int) ((long) i * rows / some)).toArray();
    }

    /** At most that many rows, in memory. */
    static ArrayDataset of(Dataset data, int most) {
        return ArrayDataset.copyOf(Selection.of(data, rows(data.rows(), most)));
    }
}
