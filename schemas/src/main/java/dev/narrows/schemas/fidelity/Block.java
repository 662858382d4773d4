package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.RangeDecoder;
import dev.narrows.schemas.fidelity.entropy.RangeEncoder;
import dev.narrows.schemas.fidelity.entropy.Residual;
import dev.narrows.schemas.fidelity.entropy.Table;
import dev.narrows.schemas.fidelity.entropy.Tables;
import dev.narrows.schemas.fidelity.entropy.Varint;
import dev.narrows.schemas.fidelity.number.Scale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the records of a block have in common, and each of them carries: the grid, a vector near to all of them, and a
 * table for each feature. Equal bytes in record after record, which the producer's compression writes once.
 *
 * <pre>
 * dim (varint) | grid | reference, dim zigzag varints | table ids, dim bytes
 * </pre>
 *
 * <p>Immutable; any thread.
 */
final class Block {

    private final Grid grid;
    private final int[] reference;
    private final byte[] tables;

    /** @param tables ids in {@link Tables} */
    Block(Grid grid, int[] reference, byte[] tables) {
        this.grid = grid;
        this.reference = reference;
        this.tables = tables;
    }

    byte[] bytes() {
        int dim = grid.dim();
        ByteBuffer bytes = ByteBuffer.allocate(Varint.MAX_BYTES * (1 + dim) + grid.written().length + dim)
                .order(ByteOrder.LITTLE_ENDIAN);
        Varint.put(bytes, dim);
        bytes.put(grid.written());
        for (int number : reference) {
            Varint.putSigned(bytes, number);
        }
        bytes.put(tables);
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @param dim values of a vector; the block must say the same
     * @param training what the manifest tells
     * @throws IllegalArgumentException when it is none
     * @throws java.nio.BufferUnderflowException when it is cut short
     */
    static Block read(ByteBuffer bytes, int dim, Training training) {
        int written = Varint.get(bytes);
        if (written != dim) {
            throw new IllegalArgumentException("dim: " + written + " (expected: " + dim + ")");
        }
        Grid grid = Grid.read(bytes, dim, training);
        int[] reference = new int[dim];
        for (int feature = 0; feature < dim; feature++) {
            reference[feature] = Varint.getSigned(bytes);
        }
        byte[] tables = new byte[dim];
        bytes.get(tables);
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes behind the tables (expected: none)");
        }
        return new Block(grid, reference, tables);
    }

    /**
     * Writes one row.
     *
     * @param numbers of the row's values, from {@code from} on
     * @param values the row's values, from {@code from} on, for those that have no number
     */
    void write(int[] numbers, float[] values, int from, RangeEncoder coder) {
        for (int feature = 0; feature < reference.length; feature++) {
            Table table = Tables.get(tables[feature] & 0xff);
            int number = numbers[from + feature];
            if (number == Scale.NOT_HELD) {
                Residual.writeRaw(coder, table, values[from + feature]);
            } else {
                Residual.write(coder, table, number - reference[feature]);
                grid.writeRest(coder, number, values[from + feature], feature);
            }
        }
    }

    /** Reads one row, dim values. */
    float[] read(RangeDecoder coder) {
        float[] values = new float[reference.length];
        for (int feature = 0; feature < values.length; feature++) {
            int symbol = coder.decode(Tables.get(tables[feature] & 0xff));
            values[feature] = symbol == Residual.RAW
                    ? Residual.readRaw(coder)
                    : grid.readValue(coder, reference[feature] + Residual.read(coder, symbol), feature);
        }
        return values;
    }
}
