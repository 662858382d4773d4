package dev.narrows.trainer.transform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Levels of several values as digits of whole numbers of two bytes each, the last of one byte where the bytes are odd: a
 * number is {@code d0 + n0 (d1 + n1 (d2 + ...))} for digits d of n levels. The first number's first digit is the class.
 *
 * <p>What does not fit gets fewer levels, and room that is left over goes to whoever gains most by it, so the numbers of
 * levels end near those that were asked for. Not thread-safe.
 */
final class Slots {

    private static final int TWO_BYTES = 1 << 16;
    private static final int ONE_BYTE = 1 << 8;

    private final long[] capacity;
    private final long[] product;
    private final int[] sizes;
    private final int[] slotOf;

    private Slots(int bytes, int classes, int[] asked) {
        int slots = (bytes + 1) / 2;
        capacity = new long[slots];
        product = new long[slots];
        for (int slot = 0; slot < slots; slot++) {
            capacity[slot] = 2 * slot + 1 < bytes ? TWO_BYTES : ONE_BYTE;
            product[slot] = slot == 0 ? classes : 1;
        }
        sizes = asked.clone();
        slotOf = new int[asked.length];
    }

    /**
     * Packs.
     *
     * @param asked the size of each value's quantiser
     * @param variances of the values
     */
    static Slots pack(int bytes, int classes, int[] asked, double[] variances, Quantiser quantiser) {
        Slots slots = new Slots(bytes, classes, asked);
        List<Integer> large = IntStream.range(0, asked.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer value) -> -asked[value]))
                .toList();
        for (int value : large) {
            slots.place(value);
        }
        while (slots.grow(variances, quantiser)) {
            // Until there is no room left that anybody gains by.
        }
        return slots;
    }

    /** Puts a value where least room is left over; with fewer levels where there is no room for all. */
    private void place(int value) {
        for (; sizes[value] > 0; sizes[value]--) {
            int levels = Quantiser.levels(sizes[value]);
            int best = -1;
            for (int slot = 0; slot < capacity.length; slot++) {
                if (product[slot] * levels <= capacity[slot]
                        && (best < 0 || capacity[slot] * product[best] < capacity[best] * product[slot])) {
                    best = slot;
                }
            }
            if (best >= 0) {
                slotOf[value] = best;
                product[best] *= levels;
                return;
            }
        }
    }

    private boolean grow(double[] variances, Quantiser quantiser) {
        int bestValue = -1;
        int bestSlot = -1;
        double bestGain = 0;
        for (int value = 0; value < sizes.length; value++) {
            if (sizes[value] + 1 == Quantiser.sizes()) {
                continue;
            }
            double gain =
                    variances[value] * (quantiser.distortion(sizes[value]) - quantiser.distortion(sizes[value] + 1));
            int slot = gain > bestGain ? roomFor(value) : -1;
            if (slot >= 0) {
                bestGain = gain;
                bestValue = value;
                bestSlot = slot;
            }
        }
        if (bestValue < 0) {
            return false;
        }
        product[bestSlot] =
                product[bestSlot] / Quantiser.levels(sizes[bestValue]) * Quantiser.levels(sizes[bestValue] + 1);
        sizes[bestValue]++;
        slotOf[bestValue] = bestSlot;
        return true;
    }

    /** The slot in which a value can have a level more: its own, or any where it has none yet; else -1. */
    private int roomFor(int value) {
        int levels = Quantiser.levels(sizes[value]);
        int more = Quantiser.levels(sizes[value] + 1);
        if (levels > 1) {
            int slot = slotOf[value];
            return product[slot] / levels * more <= capacity[slot] ? slot : -1;
        }
        for (int slot = 0; slot < capacity.length; slot++) {
            if (product[slot] * more <= capacity[slot]) {
                return slot;
            }
        }
        return -1;
    }

    /** The size of each value's quantiser, as it fits. */
    int[] sizes() {
        return sizes.clone();
    }

    /** Values with more than one level of each slot; slots of the same capacity behind the first, fullest first. */
    List<List<Integer>> values() {
        List<List<Integer>> values = new ArrayList<>();
        for (int slot = 0; slot < capacity.length; slot++) {
            int here = slot;
            values.add(IntStream.range(0, sizes.length)
                    .filter(value -> sizes[value] > 0 && slotOf[value] == here)
                    .boxed()
                    .toList());
        }
        int whole = (int) IntStream.range(0, capacity.length)
                .filter(slot -> capacity[slot] == TWO_BYTES)
                .count();
        if (whole > 2) {
            values.subList(1, whole).sort(Comparator.comparingInt((List<Integer> slot) -> -slot.size()));
        }
        return values;
    }
}
