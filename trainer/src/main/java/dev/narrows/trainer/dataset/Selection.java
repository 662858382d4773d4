package dev.narrows.trainer.dataset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some rows of a data set, in an order of their own; nothing is copied. */
public final class Selection implements Dataset {

    private final Dataset data;
    private final int[] rows;

    private Selection(Dataset data, int[] rows) {
        if (rows.length == 0) {
            throw new DatasetException("selected rows: 0 (expected: >= 1)");
        }
        for (int row : rows) {
            Objects.checkIndex(row, data.rows());
        }
        this.data = data;
        this.rows = rows;
    }

    /**
     * Those rows, in that order.
     *
     * @throws DatasetException where none is selected
     * @throws IndexOutOfBoundsException where there is no such row
     */
    public static Selection of(Dataset data, int... rows) {
        return new Selection(data, rows.clone());
    }

    /** The rows whose label is 0; all where there are no labels. */
    public static Dataset normalRows(Dataset data) {
        Optional<byte[]> labels = data.labels();
        return labels.isEmpty() ? data : new Selection(data, labelled(labels.get(), label -> label == 0));
    }

    /** The rows whose label is not 0; absent where there are none, or no labels. */
    public static Optional<Dataset> anomalousRows(Dataset data) {
        return data.labels()
                .map(labels -> labelled(labels, label -> label != 0))
                .filter(rows -> rows.length > 0)
                .map(rows -> new Selection(data, rows));
    }

    private static int[] labelled(byte[] labels, IntPredicate wanted) {
        return IntStream.range(0, labels.length)
                .filter(row -> wanted.test(labels[row]))
                .toArray();
    }

    @Override
    public int rows() {
        return rows.length;
    }

    @Override
    public int dim() {
        return data.dim();
    }

    @Override
    public List<String> featureNames() {
        return data.featureNames();
    }

    @Override
    public List<Integer> shape() {
        return data.shape();
    }

    @Override
    public void read(int from, int count, float[] target) {
        Objects.checkFromIndexSize(from, count, rows.length);
        int length = run(from, count);
        data.read(rows[from], length, target);
        float[] scratch = new float[0];
        for (int done = length; done < count; done += length) {
            length = run(from + done, count - done);
            if (scratch.length < length * dim()) {
                scratch = new float[length * dim()];
            }
            data.read(rows[from + done], length, scratch);
            System.arraycopy(scratch, 0, target, done * dim(), length * dim());
        }
    }

    /** How many rows from there stand side by side in the source as well. */
    private int run(int from, int most) {
        int length = Math.min(1, most);
        while (length < most && rows[from + length] == rows[from] + length) {
            length++;
        }
        return length;
    }

    @Override
    public Optional<byte[]> labels() {
        return data.labels().map(all -> {
            byte[] selected = new byte[rows.length];
            for (int row = 0; row < rows.length; row++) {
                selected[row] = all[rows[row]];
            }
            return selected;
        });
    }
}
