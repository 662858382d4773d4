package dev.narrows.trainer.dataset.file;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.Labels;
import dev.narrows.trainer.dataset.array.ArrayFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads labels that stand in a file of their own: an array of one dimension, or a table of one column of numbers. */
final class LabelFile {

    private LabelFile() {}

    /**
     * One label a row: 0 is normal.
     *
     * @throws DatasetException where the file cannot be read or holds more than a number a row
     */
    static byte[] read(Path file) {
        if (!Files.isReadable(file)) {
            throw new DatasetException("labels: " + file + " (expected: a file that is there and readable)");
        }
        DataFormat format = DataFormat.of(file);
        if (format == DataFormat.ARRAY) {
            return ArrayFile.labels(file);
        }
        if (format != DataFormat.CSV && format != DataFormat.PARQUET) {
            throw new DatasetException("labels: " + file.getFileName() + " (expected: .npy, idx, CSV or Parquet)");
        }
        Dataset column = DataFile.open(file);
        if (column.dim() != 1) {
            throw new DatasetException(
                    "labels: " + file.getFileName() + ": " + column.dim() + " columns (expected: one, a label a row)");
        }
        float[] values = new float[column.rows()];
        column.read(0, values.length, values);
        return Labels.of(values);
    }
}
