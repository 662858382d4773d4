package dev.narrows.trainer.dataset.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes rows of float32 to a NumPy {@code .npy} file, [rows, dim]. How many rows there are need not be known: the header
 * is written again at the end, until when the file says that there are none. For one thread.
 */
public final class NpyWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final int dim;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long rows;

    private NpyWriter(FileChannel channel, int dim) {
        this.channel = channel;
        this.dim = dim;
    }

    /**
     * Starts a file, instead of one that may be there.
     *
     * @param dim values a row, 1 or more
     */
    public static NpyWriter create(Path file, int dim) throws IOException {
        if (dim < 1) {
            throw new IllegalArgumentException("dim: " + dim + " (expected: >= 1)");
        }
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        NpyWriter writer = new NpyWriter(channel, dim);
        writer.buffer.put(NpyFormat.header(0, dim));
        return writer;
    }

    /** Adds the first {@code count} rows of {@code values}, [count, dim] row-major. */
    public void write(float[] values, int count) throws IOException {
        int size = Math.multiplyExact(count, dim);
        for (int done = 0; done < size; ) {
            if (buffer.remaining() < Float.BYTES) {
                flush();
            }
            int some = Math.min(size - done, buffer.remaining() / Float.BYTES);
            buffer.asFloatBuffer().put(values, done, some);
            buffer.position(buffer.position() + some * Float.BYTES);
            done += some;
        }
        rows += count;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Writes what is left and the header that says how many rows there are; once. */
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            flush();
            channel.position(0);
            buffer.put(NpyFormat.header(rows, dim));
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
