package dev.narrows.trainer.dataset.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * Numbers of one type, one after another in a mapped part of a file of any length. Thread-safe. The mapping lasts until
 * the garbage collector finds that nobody uses it; the file may be deleted before.
 */
final class Cells {

    private static final long BLOCK_BYTES = 1L << 30;

    private final ByteBuffer[] blocks;
    private final long blockCells;
    private final long count;
    private final CellType type;

    private Cells(ByteBuffer[] blocks, long blockCells, long count, CellType type) {
        this.blocks = blocks;
        this.blockCells = blockCells;
        this.count = count;
        this.type = type;
    }

    /** Maps {@code count} numbers from {@code offset}; the file must reach that far. */
    static Cells map(FileChannel channel, long offset, long count, CellType type, ByteOrder order) throws IOException {
        long blockCells = BLOCK_BYTES / type.bytes();
        ByteBuffer[] blocks = new ByteBuffer[Math.toIntExact((count + blockCells - 1) / blockCells)];
        for (int block = 0; block < blocks.length; block++) {
            long first = block * blockCells;
            long length = Math.min(blockCells, count - first);
            blocks[block] = channel.map(
                            FileChannel.MapMode.READ_ONLY, offset + first * type.bytes(), length * type.bytes())
                    .order(order);
        }
        return new Cells(blocks, blockCells, count, type);
    }

    long count() {
        return count;
    }

    /** Copies numbers {@code from} to {@code from + length - 1} into {@code target} from index {@code at}. */
    void read(long from, int length, float[] target, int at) {
        Objects.checkFromIndexSize(from, length, count);
        for (int done = 0; done < length; ) {
            ByteBuffer block = blocks[(int) ((from + done) / blockCells)];
            long inBlock = (from + done) % blockCells;
            int some = (int) Math.min(length - done, blockCells - inBlock);
            ByteBuffer cells = block.duplicate().order(block.order()).position((int) inBlock * type.bytes());
            type.read(cells, target, at + done, some);
            done += some;
        }
    }
}
