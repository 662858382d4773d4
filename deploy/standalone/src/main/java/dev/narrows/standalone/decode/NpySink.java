package dev.narrows.standalone.decode;

import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a NumPy file: float32 [rows, dim], [0, 1] where there was no row. */
final class NpySink implements RowSink {
    private final Path file;
    private NpyWriter writer;
    private int dim = 1;

    NpySink(Path file) {
        this.file = file;
    }

    @Override
    public void write(Origin origin, float[] row) throws IOException {
        if (writer == null) {
            dim = row.length;
            writer = NpyWriter.create(file, dim);
        }
        if (row.length != dim) {
            throw new IllegalArgumentException(
                    "row " + writer.rows() + ": " + row.length + " values (expected: " + dim + ")");
        }
        writer.write(row, 1);
    }

    @Override
    public void close() throws IOException {
        if (writer == null) {
            writer = NpyWriter.create(file, dim);
        }
        writer.close();
    }
}
