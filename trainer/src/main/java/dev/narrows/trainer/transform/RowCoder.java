package dev.narrows.trainer.transform;

import java.util.Arrays;

/**
 * Codes one row at a time: in each class of its {@link Shortlist}, and keeps that with the least squared error. Holds what
 * became of the last row. One thread.
 */
final class RowCoder {

    private final CodeTables tables;
    private final Shortlist shortlist;
    private final float[] expected;
    private final float[] errors;
    private int chosen;

    RowCoder(CodeTables tables) {
        this.tables = tables;
        this.shortlist = new Shortlist(tables);
        this.expected = new float[tables.classes];
        this.errors = new float[tables.classes];
    }

    /** Takes the components at {@code from} and chooses their class. */
    void take(float[] components, int from) {
        float last = Float.POSITIVE_INFINITY;
        if (Shortlist.needed(tables)) {
            shortlist.expect(components, from, expected);
            last = Shortlist.last(expected);
        }
        chosen = -1;
        for (int c = 0; c < tables.classes; c++) {
            // What is not a number is above nothing and tried everywhere.
            boolean tried = !(expected[c] > last);
            errors[c] = tried ? error(components, from, c) : Float.POSITIVE_INFINITY;
            if (tried && (chosen < 0 || errors[c] < errors[chosen])) {
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
        for (int i = 0, here = c * tables.dims; i < tables.dims; i++, here++) {
            float bent = z[from + i] * tables.perUnit[here] + tables.offset[here];
            float off = (tables.cellValue[tables.firstCell[here] + Quantiser.cell(bent)] - bent) / tables.perUnit[here];
            sum += off * off;
        }
        return sum;
    }

    /** Writes the components that come back of the row that was taken. */
    void restore(float[] z, int from, float[] target) {
        for (int i = 0, here = chosen * tables.dims; i < tables.dims; i++, here++) {
            target[from + i] = tables.cellValue[cell(z[from + i], here)] * (Quantiser.BEND * tables.deviation[here])
                    + tables.mean[here];
        }
    }

    /** Writes its code, as whole numbers: the low bytes of all numbers, then the high ones. */
    void pack(float[] z, int from, float[] target, int to) {
        int[] numbers = new int[tables.slots];
        numbers[0] = chosen;
        for (int at = 0; at < tables.positions; at++) {
            int component = tables.component[chosen * tables.positions + at];
            if (component < tables.dims) {
                int digit = (int) tables.cellDigit[cell(z[from + component], chosen * tables.dims + component)];
                numbers[tables.slotOf[at]] += digit * tables.multiplier[chosen * tables.positions + at];
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
        float least = Math.min(classMargin(), listMargin(z, from));
        for (int i = 0, here = chosen * tables.dims; i < tables.dims; i++, here++) {
            if (tables.kept[chosen][i]) {
                least = Math.min(least, levelMargin(z[from + i], here));
            }
        }
        return least;
    }

    private float classMargin() {
        float[] sorted = errors.clone();
        Arrays.sort(sorted);
        return tables.classes == 1 ? 0.5f : gap(sorted[0], sorted[1]);
    }

    /** How near the class is to being off the list, or a better one to being on it. */
    private float listMargin(float[] z, int from) {
        if (!Shortlist.needed(tables)) {
            return 0.5f;
        }
        float[] sorted = expected.clone();
        Arrays.sort(sorted);
        float in = sorted[Shortlist.MOST - 1];
        float out = sorted[Shortlist.MOST];
        float least = 0.5f;
        for (int c = 0; c < tables.classes; c++) {
            if (c == chosen) {
                least = Math.min(least, gap(expected[c], out));
            } else if (expected[c] > in && gap(in, expected[c]) < least && error(z, from, c) < errors[chosen]) {
                least = gap(in, expected[c]);
            }
        }
        return least;
    }

    private static float gap(float less, float more) {
        return 0.5f * (more - less) / Math.max(Math.abs(more) + Math.abs(less), Float.MIN_NORMAL);
    }

    private float levelMargin(float value, int here) {
        float bent = value * tables.perUnit[here] + tables.offset[here];
        float at = bent / (1 + Math.abs(bent)) * Quantiser.STRETCH + Quantiser.SHIFT;
        int first = tables.firstCell[here];
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

    private int cell(float value, int here) {
        return tables.firstCell[here] + Quantiser.cell(value * tables.perUnit[here] + tables.offset[here]);
    }
}
