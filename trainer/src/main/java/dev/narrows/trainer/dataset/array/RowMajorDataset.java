package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.Dataset;
import java.util.List;

/** Rows that lie one behind the other in a file. */
final class RowMajorDataset implements Dataset {

    private final Cells cells;
    private final int rows;
    private final List<Integer> shape;
    private final int dim;

    RowMajorDataset(Cells cells, List<Integer> shape) {
        this.cells = cells;
        this.rows = shape.get(0);
        this.shape = shape.subList(1, shape.size());
        this.dim = this.shape.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public void read(int from, int count, float[] target) {
        cells.read((long) from * dim, count * dim, target, 0);
    }

    @Override
    public List<Integer> shape() {
        return shape;
    }
}
