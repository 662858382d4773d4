package dev.narrows.trainer.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A code as arrays, the form in which it is computed and written into graphs. What a class does to a component stands by
 * class and component, [classes * dims]: one that it does not keep has one level, whose value and digit are 0. Where its
 * digits go stands by class and position, [classes * positions]: each class has the same number of positions, a position
 * holds one component as a digit of one number, and those that a class does not need count for nothing. None is copied.
 */
final class CodeTables {

    final int classes;
    final int dims;
    final int bytes;
    final int slots;
    final int positions;
    /** By component: what it is multiplied by and what is added to bend it, see {@link Quantiser}. */
    final float[] perUnit;

    final float[] offset;
    /** By component: what a level's value is multiplied by and what is added for it to come back. */
    final float[] deviation;

    final float[] mean;
    /** By component: where the quantiser's cells begin in {@link #cellValue} and {@link #cellDigit}. */
    final int[] firstCell;
    /** By component: how much of its squared distance from the mean is lost, about. */
    final float[] lostShare;
    /** [positions], which number holds it. */
    final int[] slotOf;
    /** By position: its component, or {@link #dims} where it holds nothing. */
    final int[] component;
    /** By position: where its levels begin in {@link #levelValue}, and how many there are. */
    final int[] firstLevel;

    final int[] levels;
    /** By position: what its digit counts in its number; 0 where it holds nothing. */
    final int[] multiplier;

    /** What comes back of a cell, in units of its bent value: deviations divided by {@link Quantiser#BEND}. */
    final float[] cellValue;

    final float[] cellDigit;
    /** What comes back of a level, in deviations. */
    final float[] levelValue;
    /** [classes][dims], whether a class keeps a component. */
    final boolean[][] kept;

    /** A quantiser of n levels loses about that over n^2 of the variance of normal values. */
    private static final double LOST_OF_LEVELS = 2.5;

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
        firstLevel = new int[size];
        levels = new int[size];
        multiplier = new int[size];
        Arrays.fill(component, dims);
        Arrays.fill(levels, 1);
        int each = classes * dims;
        perUnit = new float[each];
        offset = new float[each];
        deviation = new float[each];
        mean = new float[each];
        firstCell = new int[each];
        lostShare = new float[each];
        kept = new boolean[classes][dims];
        Arrays.fill(perUnit, 1);
        Arrays.fill(deviation, Quantiser.BEND);
        Arrays.fill(lostShare, 1);
        List<Integer> sizes = new ArrayList<>(List.of(0));
        for (int c = 0; c < classes; c++) {
            int[] own = packed.get(c).sizes();
            for (int i = 0; i < dims; i++) {
                mean[c * dims + i] = (float) rows.means()[c][i];
                offset[c * dims + i] = (float) -rows.means()[c][i];
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
                    component[index] = i;
                    levels[index] = Quantiser.levels(own[i]);
                    multiplier[index] = worth;
                    int here = c * dims + i;
                    double spread = rows.deviations()[c][i];
                    perUnit[here] = (float) (1 / (spread * Quantiser.BEND));
                    offset[here] = (float) (-rows.means()[c][i] / (spread * Quantiser.BEND));
                    deviation[here] = (float) spread;
                    firstCell[here] = kind * Quantiser.CELLS;
                    lostShare[here] = (float) Math.min(1, LOST_OF_LEVELS / Math.pow(levels[index], 2));
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
                cellValue[kind * Quantiser.CELLS + cell] = quantiser.value(own, level) / Quantiser.BEND;
            }
        }
        for (int index = 0; index < size; index++) {
            int here = index / positions * dims + component[index];
            firstLevel[index] = component[index] == dims ? 0 : begins[firstCell[here] / Quantiser.CELLS];
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
