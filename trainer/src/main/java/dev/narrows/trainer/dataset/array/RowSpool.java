package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import dev.narrows.trainer.dataset.LabelledDataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Collects rows from a source that can be read only once, in a temporary file, and makes a data set of them. For one
 * thread; close it in any case.
 */
public final class RowSpool implements AutoCloseable {

    private final Path file;
    private final NpyWriter writer;
    private final ByteArrayOutputStream labels = new ByteArrayOutputStream();

    private RowSpool(Path file, NpyWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /** For rows of that many values, or of that shape. */
    public static RowSpool open(int... shape) throws IOException {
        Path file = Scratch.file();
        return new RowSpool(file, NpyWriter.create(file, shape));
    }

    /** Adds a row. */
    public void add(float[] row) throws IOException {
        writer.write(row, 1);
    }

    /** Adds a row with its label; all rows have one or none has. */
    public void add(float[] row, byte label) throws IOException {
        add(row);
        labels.write(label);
    }

    /** Adds a row with its label where it has one; all rows have one or none has. */
    public void add(float[] row, Optional<Byte> label) throws IOException {
        add(row);
        label.ifPresent(labels::write);
    }

    /** Rows so far. */
    public long rows() {
        return writer.rows();
    }

    /**
     * All that was added; nothing can be added any more.
     *
     * @throws DatasetException where that is nothing, or more than 2^31 - 1 rows
     */
    public Dataset finish() throws IOException {
        if (rows() == 0 || rows() > Integer.MAX_VALUE) {
            throw new DatasetException("rows: " + rows() + " (expected: 1 to " + Integer.MAX_VALUE + ")");
        }
        writer.close();
        Dataset rows = ArrayFile.rows(file);
        return labels.size() == 0 ? rows : LabelledDataset.of(rows, labels.toByteArray());
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } finally {
            Scratch.discard(file);
        }
    }
}
