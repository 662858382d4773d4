package dev.narrows.standalone.decode;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes decoded vectors one after the other and writes them somewhere. One thread; {@link #close} completes the file. */
public interface RowSink extends AutoCloseable {

    /**
     * @param origin where the latent lies
     * @param row [dim] values in raw units, as many as in every row before
     * @throws IllegalArgumentException when it has another number of values
     */
    void write(Origin origin, float[] row) throws IOException;

    @Override
    void close() throws IOException;

    /** A NumPy file: float32 [rows, dim]. An existing file is overwritten. */
    static RowSink npy(Path file) throws IOException {
        return new NpySink(file);
    }

    /** A file of comma-separated values. An existing file is overwritten. */
    static RowSink csv(Path file, boolean withOrigin) throws IOException {
        return new CsvSink(Files.newBufferedWriter(file, StandardCharsets.UTF_8), withOrigin);
    }

    /** Comma-separated values to a writer, which is flushed at the end and stays open. */
    static RowSink csv(Writer out, boolean withOrigin) {
        return new CsvSink(
                new FilterWriter(out) {
                    @Override
                    public void close() throws IOException {
                        flush();
                    }
                },
                withOrigin);
    }
}
