package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Opens a NumPy {@code .npy} or an idx file, whichever its first bytes say, also through gzip (first unpacked to a
 * temporary file). What it gives stays on disk and is mapped, so the file must not be changed while it is in use.
 */
public final class ArrayFile {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final long MOST_CELLS = 1L << 60;

    private ArrayFile() {}

    /**
     * The rows of a file; an array of more than two dimensions becomes one row each along its first.
     *
     * @throws DatasetException where the file cannot be read or holds no such array
     */
    public static Dataset rows(Path file) {
        return open(file).rows();
    }

    /**
     * The labels in a file: an array of one dimension, of any type.
     *
     * @throws DatasetException where the file cannot be read or holds no such array
     */
    public static byte[] labels(Path file) {
        return open(file).labels();
    }

    private static NumberArray open(Path file) {
        String name = String.valueOf(file.getFileName());
        try (FileChannel channel = FileChannel.open(file)) {
            if (read(name, channel, 0, Short.BYTES).getChar(0) != GZIP_MAGIC) {
                return map(name, channel);
            }
            try (InputStream packed = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
                return mapUnpacked(name, packed);
            }
        } catch (EOFException e) {
            throw new DatasetException(name + ": ends too early (expected: the whole file)", e);
        } catch (IOException e) {
            throw new DatasetException(file + ": " + e + " (expected: a readable .npy or idx file)", e);
        }
    }

    static NumberArray mapUnpacked(String name, InputStream packed) throws IOException {
        Path unpacked = Scratch.unpack(packed);
        try (FileChannel channel = FileChannel.open(unpacked)) {
            return map(name, channel);
        } finally {
            Scratch.discard(unpacked);
        }
    }

    private static NumberArray map(String name, FileChannel channel) throws IOException {
        byte[] start = read(name, channel, 0, Math.min(NpyHeader.MAGIC.length, (int) Math.min(channel.size(), 8)))
                .array();
        return Arrays.equals(start, NpyHeader.MAGIC) ? mapNpy(name, channel) : IdxFormat.map(name, channel);
    }

    private static NumberArray mapNpy(String name, FileChannel channel) throws IOException {
        NpyHeader header = NpyHeader.read(name, (from, length) -> read(name, channel, from, length));
        Cells cells = cells(name, channel, header.length(), header.shape(), header.type(), header.order());
        return new NumberArray(name, cells, header.shape(), header.columnMajor());
    }

    static ByteBuffer read(String name, FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new DatasetException(name + ": " + channel.size() + " bytes (expected: a header of "
                        + (from + length) + " bytes at least)");
            }
        }
        return bytes.flip();
    }

    /** Maps the elements of an array, which must be in the file to the last. */
    static Cells cells(
            String name, FileChannel channel, long offset, List<Integer> shape, CellType type, ByteOrder order)
            throws IOException {
        long count = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new DatasetException(name + ": shape " + shape + " (expected: no dimension below 0)");
            }
            count = dimension == 0 ? 0 : Math.min(count, MOST_CELLS / dimension) * dimension;
        }
        long present = (channel.size() - offset) / type.bytes();
        if (count > present) {
            throw new DatasetException(
                    name + ": " + present + " numbers (expected: those of shape " + shape + "; the file is cut short)");
        }
        return Cells.map(channel, offset, count, type, order);
    }
}
