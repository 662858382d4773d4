package dev.narrows.trainer.dataset;

import java.util.List;
import java.util.Optional;

/** Rows from one source with labels from another. */
public final class LabelledDataset implements Dataset {

    private final Dataset data;
    private final byte[] labels;

    private LabelledDataset(Dataset data, byte[] labels) {
        requireOneEach(data.rows(), labels);
        this.data = data;
        this.labels = labels.clone();
    }

    /**
     * The rows of {@code data}, each with a label.
     *
     * @throws DatasetException where there are not as many labels as rows
     */
    public static LabelledDataset of(Dataset data, byte[] labels) {
        return new LabelledDataset(data, labels);
    }

    static void requireOneEach(int rows, byte[] labels) {
        if (labels.length != rows) {
            throw new DatasetException("labels: " + labels.length + " (expected: one a row, " + rows + ")");
        }
    }

    @Override
    public int rows() {
        return data.rows();
    }

    @Override
    public int dim() {
        return data.dim();
    }

    @Override
    public void read(int from, int count, float[] target) {
        data.read(from, count, target);
    }

    @Override
    public List<Integer> shape() {
        return data.shape();
    }

    @Override
    public Optional<byte[]> labels() {
        return Optional.of(labels.clone());
    }
}
