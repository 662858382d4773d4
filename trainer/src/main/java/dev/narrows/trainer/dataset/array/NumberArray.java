package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Labels;
import java.util.List;

/** An array of any number of dimensions in a file: a data set if it has two or more, labels if it has one. */
final class NumberArray {

    private final String name;
    private final Cells cells;
    private final List<Integer> shape;
    private final boolean columnMajor;

    NumberArray(String name, Cells cells, List<Integer> shape, boolean columnMajor) {
        this.name = name;
        this.cells = cells;
        this.shape = shape;
        this.columnMajor = columnMajor;
    }

    int dimensions() {
        return shape.size();
    }

    /** The array as rows along its first dimension; the others become one. */
    Dataset rows() {
        if (shape.size() < 2 || cells.count() == 0) {
            throw new DatasetException(
                    name + ": shape " + shape + " (expected: [rows, values] or more dimensions, none of them 0)");
        }
        if (columnMajor && shape.size() > 2) {
            throw new DatasetException(name + ": " + shape.size()
                    + " dimensions in Fortran order (expected: C order; numpy.ascontiguousarray makes it)");
        }
        return columnMajor ? new ColumnMajorDataset(cells, shape) : new RowMajorDataset(cells, shape);
    }

    /** The array as one label an element; any number but 0 is a label that is not 0. */
    byte[] labels() {
        boolean column = shape.size() == 2 && shape.get(1) == 1;
        if (shape.size() != 1 && !column) {
            throw new DatasetException(name + ": shape " + shape + " (expected: [rows], one label a row)");
        }
        float[] values = new float[Math.toIntExact(cells.count())];
        cells.read(0, values.length, values, 0);
        return Labels.of(values);
    }
}
