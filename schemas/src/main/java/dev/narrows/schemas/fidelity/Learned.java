package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.RangeDecoder;
import dev.narrows.schemas.fidelity.entropy.RangeEncoder;
import dev.narrows.schemas.fidelity.entropy.Residual;
import dev.narrows.schemas.fidelity.entropy.Table;
import dev.narrows.schemas.fidelity.entropy.Varint;
import dev.narrows.schemas.fidelity.number.Scale;
import java.nio.ByteBuffer;

/**
 * What training found out about the numbers of a model's vectors on one grid: which earlier values of a row tell most of the
 * next one, and how far off that usually is. All in whole numbers.
 *
 * <pre>
 * predicted[j] = mean[j] + floor((sum of weight * (number[s] - mean[s]) + 2048) / 4096)   over j's predictors s, all &lt; j
 * e[j]         = number[j] - predicted[j], modulo 2^32; 0 for a value that has no number, whose number counts as mean[j]
 * near         = 4 * (sum of min(|e[c]|, 255)) / n         over j's n neighbours c, all &lt; j; 0 where there are none
 * far          = 4 * (sum of min(|e[i]|, 255)) / j         over all i &lt; j; 0 for j = 0
 * cell         = 6 * (how many of 1,2,3,6,10,15,25,40,63,101,161 are &lt;= near) + (how many of 1,3,7,15,31 are &lt;= far)
 * </pre>
 *
 * <p>The table of a cell is that of {@code 72 j + cell}. Divisions are rounded down. Immutable but for what the thread that
 * owns it works in.
 */
final class Learned {

    static final int CELLS = 72;
    static final int FAR_LEVELS = 6;
    static final int MOST_NEAR = 255;
    static final int WEIGHT_BITS = 12;

    private static final int[] NEAR = {1, 2, 3, 6, 10, 15, 25, 40, 63, 101, 161};
    private static final int[] FAR = {1, 3, 7, 15, 31};
    private static final byte[] NEAR_CELL = levels(NEAR, FAR_LEVELS);
    private static final byte[] FAR_CELL = levels(FAR, 1);

    private final Grid grid;
    private final Predictors predictors;
    private final Table[] tables;
    private final byte[] cells;
    private final int[] off;

    /** @param cells number of the table of each cell, dim * 72 */
    Learned(Grid grid, Predictors predictors, Table[] tables, byte[] cells) {
        this.grid = grid;
        this.predictors = predictors;
        this.tables = tables;
        this.cells = cells;
        this.off = new int[grid.dim()];
    }

    Grid grid() {
        return grid;
    }

    /**
     * Writes one row.
     *
     * @param numbers of the row's values, from {@code from} on; those that are not held are overwritten
     * @param values the row's values, from {@code from} on
     */
    void write(int[] numbers, float[] values, int from, RangeEncoder coder) {
        int far = 0;
        for (int feature = 0; feature < off.length; feature++) {
            Table table = table(feature, far);
            int at = from + feature;
            if (numbers[at] == Scale.NOT_HELD) {
                Residual.writeRaw(coder, table, values[at]);
                numbers[at] = predictors.mean(feature);
                off[feature] = 0;
            } else {
                int residual = numbers[at] - predictors.predict(numbers, from, feature);
                Residual.write(coder, table, residual);
                grid.writeRest(coder, numbers[at], values[at], feature);
                off[feature] = size(residual);
            }
            far += off[feature];
        }
    }

    /** Reads one row. */
    float[] read(RangeDecoder coder) {
        float[] values = new float[off.length];
        int[] numbers = new int[off.length];
        int far = 0;
        for (int feature = 0; feature < off.length; feature++) {
            int symbol = coder.decode(table(feature, far));
            if (symbol == Residual.RAW) {
                values[feature] = Residual.readRaw(coder);
                numbers[feature] = predictors.mean(feature);
                off[feature] = 0;
            } else {
                int residual = Residual.read(coder, symbol);
                numbers[feature] = predictors.predict(numbers, 0, feature) + residual;
                values[feature] = grid.readValue(coder, numbers[feature], feature);
                off[feature] = size(residual);
            }
            far += off[feature];
        }
        return values;
    }

    private Table table(int feature, int far) {
        int near = predictors.near(off, feature);
        return tables[cells[feature * CELLS + cell(near, far, feature)]];
    }

    static int size(int residual) {
        return residual < 0 ? residual < -MOST_NEAR ? MOST_NEAR : -residual : Math.min(residual, MOST_NEAR);
    }

    /** The cell of a feature whose neighbours are off by {@code near} and all before it by {@code far} together. */
    static int cell(int near, int far, int feature) {
        int each = feature == 0 ? 0 : Math.min(4 * far / feature, FAR_CELL.length - 1);
        return NEAR_CELL[near] + FAR_CELL[each];
    }

    private static byte[] levels(int[] thresholds, int step) {
        byte[] levels = new byte[4 * MOST_NEAR + 1];
        for (int i = 0; i < levels.length; i++) {
            for (int threshold : thresholds) {
                levels[i] += (byte) (i >= threshold ? step : 0);
            }
        }
        return levels;
    }

    /** As {@link #read(ByteBuffer, int, Training)} reads it: the grid, the predictors, the tables and the cells. */
    void writeTo(ByteBuffer bytes) {
        bytes.put(grid.written());
        predictors.writeTo(bytes);
        bytes.put((byte) tables.length);
        for (Table table : tables) {
            for (int symbol = 0; symbol < Residual.SYMBOLS; symbol++) {
                Varint.put(bytes, table.frequency(symbol));
            }
        }
        bytes.put(cells);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException when it is none
     * @throws java.nio.BufferUnderflowException when it is cut short
     */
    static Learned read(ByteBuffer bytes, int dim, Training training) {
        Grid grid = Grid.read(bytes, dim, training);
        Predictors predictors = Predictors.read(bytes, dim);
        int count = bytes.get() & 0xff;
        Table[] tables = new Table[count];
        for (int i = 0; i < count; i++) {
            int[] frequencies = new int[Residual.SYMBOLS];
            for (int symbol = 0; symbol < Residual.SYMBOLS; symbol++) {
                frequencies[symbol] = Varint.get(bytes);
            }
            tables[i] = Table.ofFrequencies(frequencies);
        }
        byte[] cells = new byte[Math.multiplyExact(dim, CELLS)];
        bytes.get(cells);
        for (byte cell : cells) {
            if (cell < 0 || cell >= count) {
                throw new IllegalArgumentException("cell: " + cell + " (expected: 0 to " + (count - 1) + ")");
            }
        }
        return new Learned(grid, predictors, tables, cells);
    }
}
