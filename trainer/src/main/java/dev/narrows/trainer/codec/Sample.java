package dev.narrows.trainer.codec;

import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import java.util.stream.IntStream;

/** Rows at even distances: the same each time, from the whole of a data set. */
public final class Sample {

    private Sample() {}

    /** At most that many rows, in memory. */
    public static ArrayDataset of(Dataset data, int most) {
        if (data.rows() <= most) {
            return ArrayDataset.copyOf(data);
        }
        int[] rows = IntStream.range(0, most)
                .map(i -> (int) ((long) i * data.rows() / most))
                .toArray();
        return ArrayDataset.copyOf(Selection.of(data, rows));
    }
}
