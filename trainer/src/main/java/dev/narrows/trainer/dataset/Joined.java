package dev.narrows.trainer.dataset;

import java.util.List;
import java.util.Objects;

/** The rows of one data set and then those of another; nothing is copied. Labels are left out. */
public final class Joined implements Dataset {

    private final Dataset first;
    private final Dataset second;

    private Joined(Dataset first, Dataset second) {
        if (first.dim() != second.dim()) {
            throw new DatasetException(
                    "rows: of " + second.dim() + " values (expected: " + first.dim() + ", like those before them)");
        }
        this.first = first;
        this.second = second;
    }

    /**
     * Both, in that order.
     *
     * @throws DatasetException where their rows are not of the same length
     */
    public static Dataset of(Dataset first, Dataset second) {
        return new Joined(first, second);
    }

    @Override
    public int rows() {
        return Math.addExact(first.rows(), second.rows());
    }

    @Override
    public int dim() {
        return first.dim();
    }

    @Override
    public List<String> featureNames() {
        return first.featureNames();
    }

    @Override
    public List<Integer> shape() {
        return first.shape();
    }

    @Override
    public void read(int from, int count, float[] target) {
        Objects.checkFromIndexSize(from, count, rows());
        int before = Math.max(0, Math.min(count, first.rows() - from));
        if (before > 0) {
            first.read(from, before, target);
        }
        int after = count - before;
        if (after > 0) {
            float[] rest = before == 0 ? target : new float[after * dim()];
            second.read(Math.max(0, from - first.rows()), after, rest);
            if (before > 0) {
                System.arraycopy(rest, 0, target, before * dim(), after * dim());
            }
        }
    }
}
