package dev.narrows.trainer.dataset.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows of float32 to a NumPy {@code .npy} file, [rows, dim] or, where a row is an image, [rows, height, width]. How many rows there are need not be known: the header
 * is written again at the end, until when the file says that there are none. For one thread.
 */
public final class NpyWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final List<Integer> shape;
    private final int dim;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long rows;

    private NpyWriter(FileChannel channel, List<Integer> shape, int dim) {
        this.channel = channel;
        this.shape = shape;
        this.dim = dim;
    }

    /**
     * Starts a file, instead of one that may be there.
     *
     * @param shape of a row: how many values it has, or those along each of its dimensions; each 1 or more
     */
    public static NpyWriter create(Path file, int... shape) throws IOException {
        int dim = 1;
        for (int size : shape) {
            if (size < 1) {
                throw new IllegalArgumentException("dim: " + size + " (expected: >= 1)");
            }
            dim = Math.multiplyExact(dim, size);
        }
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        NpyWriter writer = new NpyWriter(channel, Arrays.stream(shape).boxed().toList(), dim);
        writer.buffer.put(NpyHeader.of(0, writer.shape));
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
            buffer.put(NpyHeader.of(rows, shape));
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
