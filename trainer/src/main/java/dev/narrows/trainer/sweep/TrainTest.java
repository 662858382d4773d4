package dev.narrows.trainer.sweep;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Selection;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows to learn from and other rows to measure on.
 *
 * @param train everything that learns sees these only
 * @param test as wide
 */
public record TrainTest(Dataset train, Dataset test) {

    private static final double TEST_SHARE = 0.2;

    /** Checks the widths. */
    public TrainTest {
        if (train.dim() != test.dim()) {
            throw new DatasetException(
                    "test: rows of " + test.dim() + " values (expected: " + train.dim() + ", as in train)");
        }
    }

    /**
     * The split that a data set brings along, else four fifths and one fifth by a shuffle that the seed decides; both keep
     * the order of the source.
     *
     * @throws DatasetException where there are fewer than two rows to split
     */
    public static TrainTest of(Dataset rows, Optional<Dataset> test, long seed) {
        return test.map(given -> new TrainTest(rows, given)).orElseGet(() -> split(rows, seed));
    }

    private static TrainTest split(Dataset rows, long seed) {
        int tested = Math.max(1, (int) Math.round(rows.rows() * TEST_SHARE));
        if (tested >= rows.rows()) {
            throw new DatasetException(
                    "rows: " + rows.rows() + " (expected: >= 2, to learn and measure on different ones)");
        }
        int[] order = IntStream.range(0, rows.rows()).toArray();
        Random random = new Random(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return new TrainTest(part(rows, order, tested, order.length), part(rows, order, 0, tested));
    }

    private static Dataset part(Dataset rows, int[] order, int from, int to) {
        int[] some = Arrays.copyOfRange(order, from, to);
        Arrays.sort(some);
        return Selection.of(rows, some);
    }
}
