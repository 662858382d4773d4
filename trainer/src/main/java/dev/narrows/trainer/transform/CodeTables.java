package dev.narrows.trainer.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A code as arrays, the form in which it is computed and written into graphs. Each class has the same number of positions; a
 * position holds one component as a digit of one number. Positions that a class does not need hold nothing: one level,
 * whose value and digit are 0. Arrays with an entry for each class and position are [classes * positions]; none is copied.
 */
final class CodeTables {

    final int classes;
    final int dims;
    final int bytes;
    final int slots;
    final int positions;
    /** [positions], which number holds it. */
    final int[] slotOf;
    /** Component, or {@link #dims} where the position holds nothing. */
    final int[] component;
    /** What a component is multiplied by and what is added to bend it: see {@link Quantiser}. */
    final float[] perUnit;

    final float[] offset;
    /** What a level's value is multiplied by and what is added for the component. */
    final float[] deviation;

    final float[] mean;
    /** Where the quantiser's cells begin in {@link #cellValue} and {@link #cellDigit}. */
    final int[] firstCell;
    /** Where its levels begin in {@link #levelValue}, and how many there are. */
    final int[] firstLevel;

    final int[] levels;
    /** What its digit counts in its number. */
    final int[] multiplier;

    final float[] cellValue;
    final float[] cellDigit;
    final float[] levelValue;
    /** [classes * dims], what comes back of a component that a class does not keep. */
    final float[] classMean;
    /** [classes][dims], whether a class keeps a component. */
    final boolean[][] kept;

    private CodeTables(RowClasses rows, List<Slots> packed, Quantiser quantiser, int bytes) {
        this.classes = rows.count();
        this.dims = rows.dims();
        this.bytes = bytes;
        this.slots = (bytes + 1) / 2;
        List<List<List<Integer>>> values = packed.stream().map(Slots::values).toList();
        int[] widths = IntStream.range(0, slots)
                .map(slot -> values.stream()
                        .mapToInt(one -> one.get(slot).size())
                        .max()
                        .orElse(0))
                .toArray();
        this.positions = Math.max(1, Arrays.stream(widths).sum());
        this.slotOf = new int[positions];
        int size = classes * positions;
        component = new int[size];
        perUnit = new float[size];
        offset = new float[size];
        deviation = new float[size];
        mean = new float[size];
        firstCell = new int[size];
        firstLevel = new int[size];
        levels = new int[size];
        multiplier = new int[size];
        classMean = new float[classes * dims];
        kept = new boolean[classes][dims];
        Arrays.fill(component, dims);
        Arrays.fill(levels, 1);
        Arrays.fill(multiplier, 1);
        List<Integer> sizes = new ArrayList<>(List.of(0));
        for (int c = 0; c < classes; c++) {
            int[] own = packed.get(c).sizes();
            for (int i = 0; i < dims; i++) {
                classMean[c * dims + i] = (float) rows.means()[c][i];
            }
            int at = 0;
            for (int slot = 0; slot < slots; slot++) {
                int worth = slot == 0 ? classes : 1;
                for (int w = 0; w < widths[slot]; w++, at++) {
                    slotOf[at] = slot;
                    if (w >= values.get(c).get(slot).size()) {
                        continue;
                    }
                    int i = values.get(c).get(slot).get(w);
                    int kind = sizes.indexOf(own[i]);
                    if (kind < 0) {
                        kind = sizes.size();
                        sizes.add(own[i]);
                    }
                    int index = c * positions + at;
                    double spread = rows.deviations()[c][i];
                    component[index] = i;
                    perUnit[index] = (float) (1 / (spread * Quantiser.BEND));
                    offset[index] = (float) (-rows.means()[c][i] / (spread * Quantiser.BEND));
                    deviation[index] = (float) spread;
                    mean[index] = (float) rows.means()[c][i];
                    firstCell[index] = kind * Quantiser.CELLS;
                    levels[index] = Quantiser.levels(own[i]);
                    multiplier[index] = worth;
                    worth *= levels[index];
                    kept[c][i] = true;
                }
            }
        }
        cellValue = new float[sizes.size() * Quantiser.CELLS];
        cellDigit = new float[cellValue.length];
        levelValue = new float[sizes.stream().mapToInt(Quantiser::levels).sum()];
        int[] begins = new int[sizes.size()];
        for (int kind = 0, from = 0; kind < sizes.size(); kind++) {
            int own = sizes.get(kind);
            begins[kind] = from;
            for (int level = 0; level < Quantiser.levels(own); level++) {
                levelValue[from++] = quantiser.value(own, level);
            }
            for (int cell = 0; cell < Quantiser.CELLS; cell++) {
                int level = quantiser.level(own, cell);
                cellDigit[kind * Quantiser.CELLS + cell] = level;
                cellValue[kind * Quantiser.CELLS + cell] = quantiser.value(own, level);
            }
        }
        for (int index = 0; index < size; index++) {
            firstLevel[index] = begins[firstCell[index] / Quantiser.CELLS];
        }
    }

    /**
     * The tables of packed classes.
     *
     * @param packed one for each class
     */
    static CodeTables of(RowClasses rows, List<Slots> packed, Quantiser quantiser, int bytes) {
        return new CodeTables(rows, packed, quantiser, bytes);
    }
}
