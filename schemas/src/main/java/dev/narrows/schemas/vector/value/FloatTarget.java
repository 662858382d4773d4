package dev.narrows.schemas.vector.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the values of one vector go: a row of a known dimension, or a buffer that grows. Both hold little-endian float32,
 * as values do on the wire, so that a run of them is one memory copy from array to buffer without an object for either.
 *
 * <p>Values beyond a row's dimension are counted and dropped, so that the whole length can be told. Owned by one
 * thread.
 */
public final class FloatTarget {

    private static final int INITIAL_FLOATS = 1024;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int start;
    private int capacity;
    private boolean growing;
    private long count;
    private float[] means = {};

    /**
     * Aims at the remaining bytes of {@code row}.
     *
     * @throws IllegalArgumentException when it is not little-endian
     */
    public void aimAt(ByteBuffer row) {
        if (row.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("row: " + row.order() + " (expected: " + ByteOrder.LITTLE_ENDIAN + ")");
        }
        buffer = row;
        start = row.position();
        capacity = row.remaining() / Float.BYTES;
        growing = false;
        count = 0;
    }

    /** Aims at a buffer of its own that takes any number of values. */
    public void aimAtAny() {
        buffer = allocate(INITIAL_FLOATS);
        start = 0;
        capacity = INITIAL_FLOATS;
        growing = true;
        count = 0;
    }

    /** Values put so far, those dropped included. */
    public long count() {
        return count;
    }

    public float[] toArray() {
        float[] values = new float[(int) count];
        buffer.asFloatBuffer().get(0, values);
        return values;
    }

    /** Makes the next value that of a place; what lies before it is as it was, or comes later. */
    public void moveTo(int place) {
        count = place;
    }

    /** Takes the mean of each feature, for nulls. */
    public void means(float[] each) {
        means = each;
    }

    /** Puts the mean of the feature that is next; false where means are not known. */
    public boolean putMean() {
        if (means.length == 0) {
            return false;
        }
        // Behind the last one there are more values than features, and those are counted only.
        put(means[(int) Math.min(count, means.length - 1)]);
        return true;
    }

    public void put(float value) {
        if (count < capacity || (growing && grow(1))) {
            buffer.putFloat(place(), value);
        }
        count++;
    }

    /** Puts {@code length} values, little-endian float32 in {@code source} from byte {@code offset} on. */
    public void put(byte[] source, int offset, int length) {
        if (length <= capacity - count || (growing && grow(length))) {
            buffer.put(place(), source, offset, length * Float.BYTES);
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
        ByteBuffer larger = allocate(capacity);
        larger.put(0, buffer, 0, buffer.capacity());
        buffer = larger;
        return true;
    }

    private int place() {
        return start + (int) count * Float.BYTES;
    }

    private static ByteBuffer allocate(int floats) {
        return ByteBuffer.allocate(Math.multiplyExact(floats, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
