package dev.narrows.trainer.dataset.array;

import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The format of the MNIST files: two zero bytes, element type, number of dimensions, each dimension as a big-endian int,
 * and the elements, big-endian (Y. LeCun, "The MNIST database").
 */
final class IdxFormat {

    private static final Map<Integer, CellType> TYPES = Map.of(
            0x08, CellType.UINT8,
            0x09, CellType.INT8,
            0x0b, CellType.INT16,
            0x0c, CellType.INT32,
            0x0d, CellType.FLOAT32,
            0x0e, CellType.FLOAT64);

    private IdxFormat() {}

    static NumberArray map(String name, FileChannel channel) throws IOException {
        ByteBuffer magic = ArrayFile.read(name, channel, 0, Integer.BYTES);
        CellType type = TYPES.get((int) magic.get(2));
        int dimensions = magic.get(3);
        if (magic.getShort(0) != 0 || type == null || dimensions < 1) {
            throw new DatasetException(
                    name + ": magic 0x" + Integer.toHexString(magic.getInt(0)) + " (expected: that of an idx file)");
        }
        ByteBuffer sizes = ArrayFile.read(name, channel, Integer.BYTES, dimensions * Integer.BYTES);
        List<Integer> shape = new ArrayList<>();
        while (sizes.hasRemaining()) {
            shape.add(sizes.getInt());
        }
        long dataAt = Integer.BYTES * (1L + dimensions);
        Cells cells = ArrayFile.cells(name, channel, dataAt, shape, type, ByteOrder.BIG_ENDIAN);
        return new NumberArray(name, cells, List.copyOf(shape), false);
    }
}
