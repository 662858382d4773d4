package dev.narrows.schemas.frame;

import java.util.Arrays;

/** Bytes that become more. Owned by one thread. */
final class FrameBytes {

    private byte[] bytes;
    private int length;

    /** @param expected how many there may be, 0 or more */
    FrameBytes(int expected) {
        this.bytes = new byte[Math.max(16, expected)];
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** A copy. */
    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    void put(int next) {
        grow(1);
        bytes[length++] = (byte) next;
    }

    void put(byte[] source, int from, int count) {
        grow(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    void put(FrameBytes others) {
        put(others.bytes, 0, others.length);
    }

    /** So many bytes of a number, the lowest first. */
    void putLittleEndian(long number, int count) {
        grow(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) (number >>> (Byte.SIZE * i));
        }
    }

    /** Seven bits a byte, lowest first. */
    void putVarint(long number) {
        long rest = number;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            put((int) rest | 0x80);
        }
        put((int) rest);
    }

    /** With the sign in the lowest bit. */
    void putZigzag(long number) {
        putVarint(zigzag(number));
    }

    static long zigzag(long number) {
        return number << 1 ^ number >> (Long.SIZE - 1);
    }

    /** Bytes that {@link #putZigzag} takes. */
    static int zigzagBytes(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(zigzag(number)) + 6) / 7);
    }

    private void grow(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), 2 * length));
        }
    }
}
