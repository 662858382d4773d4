package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.Dataset;
import java.util.List;
import java.util.Objects;

/** Rows whose columns lie one behind the other in a file (Fortran order). */
final class ColumnMajorDataset implements Dataset {

    private final Cells cells;
    private final int rows;
    private final int dim;

    ColumnMajorDataset(Cells cells, List<Integer> shape) {
        this.cells = cells;
        this.rows = shape.get(0);
        this.dim = shape.get(1);
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
        Objects.checkFromIndexSize(from, count, rows);
        float[] column = new float[count];
        for (int feature = 0; feature < dim; feature++) {
            cells.read((long) feature * rows + from, count, column, 0);
            for (int row = 0; row < count; row++) {
                target[row * dim + feature] = column[row];
            }
        }
    }
}
