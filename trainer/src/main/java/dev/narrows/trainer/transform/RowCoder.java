package dev.narrows.trainer.transform;

import java.util.Arrays;

/**
 * Codes one row at a time: in each class, and keeps that with the least squared error. Holds what became of the last row.
 * One thread.
 */
final class RowCoder {

    private final CodeTables tables;
    private final float[] errors;
    private int chosen;

    RowCoder(CodeTables tables) {
        this.tables = tables;
        this.errors = new float[tables.classes];
    }

    /** Takes the components at {@code from} and chooses their class. */
    void take(float[] components, int from) {
        chosen = 0;
        for (int c = 0; c < tables.classes; c++) {
            errors[c] = error(components, from, c);
            if (errors[c] < errors[chosen]) {
                chosen = c;
            }
        }
    }

    /** Its class. */
    int chosen() {
        return chosen;
    }

    /** Squared distance of what comes back. */
    float error() {
        return errors[chosen];
    }

    private float error(float[] z, int from, int c) {
        float sum = 0;
        boolean[] kept = tables.kept[c];
        for (int i = 0; i < tables.dims; i++) {
            if (!kept[i]) {
                float away = z[from + i] - tables.classMean[c * tables.dims + i];
                sum += away * away;
            }
        }
        for (int index = c * tables.positions; index < (c + 1) * tables.positions; index++) {
            if (tables.component[index] < tables.dims) {
                float value = z[from + tables.component[index]];
                float off = back(index, cell(value, index)) - value;
                sum += off * off;
            }
        }
        return sum;
    }

    /** Writes the components that come back of the row that was taken. */
    void restore(float[] z, int from, float[] target) {
        System.arraycopy(tables.classMean, chosen * tables.dims, target, from, tables.dims);
        for (int at = 0; at < tables.positions; at++) {
            int index = chosen * tables.positions + at;
            if (tables.component[index] < tables.dims) {
                float value = z[from + tables.component[index]];
                target[from + tables.component[index]] = back(index, cell(value, index));
            }
        }
    }

    /** Writes its code, as whole numbers: the low bytes of all numbers, then the high ones. */
    void pack(float[] z, int from, float[] target, int to) {
        int[] numbers = new int[tables.slots];
        numbers[0] = chosen;
        for (int at = 0; at < tables.positions; at++) {
            int index = chosen * tables.positions + at;
            if (tables.component[index] < tables.dims) {
                int digit = (int) tables.cellDigit[cell(z[from + tables.component[index]], index)];
                numbers[tables.slotOf[at]] += digit * tables.multiplier[index];
            }
        }
        for (int slot = 0; slot < tables.slots; slot++) {
            target[to + slot] = numbers[slot] & 0xff;
        }
        for (int slot = 0; slot < tables.bytes - tables.slots; slot++) {
            target[to + tables.slots + slot] = numbers[slot] >> Byte.SIZE;
        }
    }

    /** How far the row is from one with another code, 0 to 0.5, where 0.5 is the middle of a level. */
    float margin(float[] z, int from) {
        float[] sorted = errors.clone();
        Arrays.sort(sorted);
        float least = tables.classes == 1
                ? 0.5f
                : 0.5f * (sorted[1] - sorted[0]) / Math.max(sorted[1] + sorted[0], Float.MIN_NORMAL);
        for (int at = 0; at < tables.positions; at++) {
            int index = chosen * tables.positions + at;
            if (tables.levels[index] > 1) {
                least = Math.min(least, levelMargin(z[from + tables.component[index]], index));
            }
        }
        return least;
    }

    private float levelMargin(float value, int index) {
        float bent = value * tables.perUnit[index] + tables.offset[index];
        float at = bent / (1 + Math.abs(bent)) * Quantiser.STRETCH + Quantiser.SHIFT;
        int first = tables.firstCell[index];
        int cell = Quantiser.cell(bent);
        float digit = tables.cellDigit[first + cell];
        int low = cell;
        while (low > 0 && tables.cellDigit[first + low - 1] == digit) {
            low--;
        }
        int high = cell + 1;
        while (high < Quantiser.CELLS && tables.cellDigit[first + high] == digit) {
            high++;
        }
        float below = low == 0 ? Float.POSITIVE_INFINITY : at - low;
        float above = high == Quantiser.CELLS ? Float.POSITIVE_INFINITY : high - at;
        return Math.min(0.5f, Math.max(0, Math.min(below, above)) / (high - low));
    }

    private int cell(float value, int index) {
        return tables.firstCell[index] + Quantiser.cell(value * tables.perUnit[index] + tables.offset[index]);
    }

    private float back(int index, int cell) {
        return tables.cellValue[cell] * tables.deviation[index] + tables.mean[index];
    }
}
