package dev.narrows.trainer.dataset;

import java.util.List;
import java.util.Optional;

/** Rows from one source with labels from another, or with none. */
public final class LabelledDataset implements Dataset {

    private final Dataset data;
    private final Optional<byte[]> labels;

    private LabelledDataset(Dataset data, Optional<byte[]> labels) {
        this.data = data;
        this.labels = labels;
    }

    /**
     * The rows of {@code data}, each with a label.
     *
     * @throws DatasetException where there are not as many labels as rows
     */
    public static LabelledDataset of(Dataset data, byte[] labels) {
        requireOneEach(data.rows(), labels);
        return new LabelledDataset(data, Optional.of(labels.clone()));
    }

    /** The rows of {@code data}, whose labels are left out of account. */
    static Dataset without(Dataset data) {
        return new LabelledDataset(data, Optional.empty());
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
    public String digest() {
        return data.digest();
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
    public Optional<byte[]> labels() {
        return labels.map(byte[]::clone);
    }
}
