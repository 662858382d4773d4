package dev.narrows.schemas.vector.avro;

import static dev.narrows.schemas.vector.value.UnreadableVectorException.unreadable;

import dev.narrows.schemas.vector.value.UnreadableVectorException;

/**
 * A place in the Avro binary of one record value. Every move checks that the bytes are there. Owned by one thread.
 */
final class AvroInput {

    /** Records and arrays in one another: beyond this many a value is taken for an attack on the stack. */
    static final int MAX_DEPTH = 500;

    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = {};
    private int start;
    private int end;
    private int position;
    private int depth;

    /**
     * Opens a value.
     *
     * @param array holds it
     * @param from index of its first byte
     * @param to index behind its last byte
     * @param header bytes of it that are passed over
     */
    void open(byte[] array, int from, int to, int header) {
        bytes = array;
        start = from;
        end = to;
        position = from + header;
        depth = 0;
    }

    /** Index in {@link #bytes} of the next byte. */
    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    void skip(long length) throws UnreadableVectorException {
        position += available(length);
    }

    /** A zigzag number of up to 64 bits, in one to ten bytes. */
    long readLong() throws UnreadableVectorException {
        long raw = 0;
        int limit = Math.min(end, position + MAX_VARINT_BYTES);
        for (int shift = 0; position < limit; shift += 7) {
            byte next = bytes[position++];
            raw |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return raw >>> 1 ^ -(raw & 1);
            }
        }
        throw unreadable("avro: a number that does not end (expected: at most " + MAX_VARINT_BYTES + " bytes)");
    }

    int readInt() throws UnreadableVectorException {
        long value = readLong();
        if (value != (int) value) {
            throw unreadable("avro: an int of more than 32 bits (expected: an int)");
        }
        return (int) value;
    }

    /** Where in {@link #bytes} the next {@code length} bytes begin; moves behind them. */
    int take(int length) throws UnreadableVectorException {
        int at = position;
        skip(length);
        return at;
    }

    /** What holds the value, not copied. */
    byte[] bytes() {
        return bytes;
    }

    /** That count of items of at least {@code itemBytes} bytes each, 1 or more, for which there are enough bytes. */
    int blockOf(long count, long itemBytes) throws UnreadableVectorException {
        if (count < 0 || count > remaining() / itemBytes) {
            throw unreadable("avro: a block of " + count + " items" + place() + " (expected: within the value)");
        }
        return (int) count;
    }

    /** That length, which fits what remains. */
    int available(long length) throws UnreadableVectorException {
        if (length < 0 || length > remaining()) {
            throw unreadable("avro: " + length + " bytes" + place() + " (expected: within the value)");
        }
        return (int) length;
    }

    void enter() throws UnreadableVectorException {
        if (++depth > MAX_DEPTH) {
            throw unreadable("avro: more than " + MAX_DEPTH + " records and arrays in one another (expected: fewer)");
        }
    }

    void leave() {
        depth--;
    }

    private String place() {
        return " at byte " + (position - start) + " of " + (end - start);
    }
}
