package dev.narrows.schemas.vector;

import java.nio.FloatBuffer;

/**
 * Where the values of one vector go: a row of a known dimension, or a buffer that grows.
 *
 * <p>Values beyond a row's dimension are counted and dropped, so that the whole length can be told. Owned by one
 * thread.
 */
final class FloatTarget {

    private static final int INITIAL_FLOATS = 1024;

    private FloatBuffer buffer = FloatBuffer.allocate(0);
    private int start;
    private int capacity;
    private boolean growing;
    private long count;

    /** Aims at the remaining floats of {@code row}. */
    void aimAt(FloatBuffer row) {
        buffer = row;
        start = row.position();
        capacity = row.remaining();
        growing = false;
        count = 0;
    }

    /** Aims at a buffer of its own that takes any number of values. */
    void aimAtAny() {
        buffer = FloatBuffer.allocate(INITIAL_FLOATS);
        start = 0;
        capacity = INITIAL_FLOATS;
        growing = true;
        count = 0;
    }

    /** Values put so far, those dropped included. */
    long count() {
        return count;
    }

    float[] toArray() {
        float[] values = new float[(int) count];
        buffer.get(0, values);
        return values;
    }

    void put(float value) {
        if (count < capacity || (growing && grow(1))) {
            buffer.put(start + (int) count, value);
        }
        count++;
    }

    /** Puts {@code length} values of {@code source} from its index {@code offset} on: one memory copy. */
    void put(FloatBuffer source, int offset, int length) {
        if (length <= capacity - count || (growing && grow(length))) {
            buffer.put(start + (int) count, source, offset, length);
        }
        count += length;
    }

    /** Counts {@code length} values that need not be looked at; only where {@link #isFull}. */
    void drop(long length) {
        count += length;
    }

    /** Whether further values would only be counted. */
    boolean isFull() {
        return !growing && count >= capacity;
    }

    /** The caller has seen the bytes of {@code more} values, so this cannot be asked for much more than the value's size. */
    private boolean grow(int more) {
        capacity = Math.max(Math.addExact((int) count, more), Math.multiplyExact(capacity, 2));
        FloatBuffer larger = FloatBuffer.allocate(capacity);
        buffer.limit((int) count).position(0);
        larger.put(buffer);
        larger.clear();
        buffer = larger;
        return true;
    }
}
