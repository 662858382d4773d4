package dev.narrows.standalone.decode;

import dev.narrows.trainer.dataset.array.NpyWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes a NumPy file: float32 [rows, dim], [0, 1] where there was no row. */
final class NpySink implements RowSink {
    private final Path file;
    private @Nullable NpyWriter writer;
    private int dim = 1;

    NpySink(Path file) {
        this.file = file;
    }

    @Override
    public void write(Origin origin, float[] row) throws IOException {
        NpyWriter open = writer;
        if (open == null) {
            dim = row.length;
            open = NpyWriter.create(file, dim);
            writer = open;
        }
        if (row.length != dim) {
            throw new IllegalArgumentException(
                    "row " + open.rows() + ": " + row.length + " values (expected: " + dim + ")");
        }
        open.write(row, 1);
    }

    @Override
    public void close() throws IOException {
        NpyWriter open = writer == null ? NpyWriter.create(file, dim) : writer;
        writer = open;
        open.close();
    }
}
