package dev.narrows.schemas.fidelity.entropy;

import java.nio.ByteBuffer;

/** Whole numbers of 32 bits, seven to a byte, lowest first, as Avro and Protobuf have them. Pure functions. */
public final class Varint {

    public static final int MAX_BYTES = 5;

    private Varint() {}

    public static void put(ByteBuffer bytes, int number) {
        int rest = number;
        for (; (rest & ~0x7f) != 0; rest >>>= 7) {
            bytes.put((byte) (rest | 0x80));
        }
        bytes.put((byte) rest);
    }

    public static int get(ByteBuffer bytes) {
        int number = 0;
        for (int shift = 0; shift < 7 * MAX_BYTES; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("number: no end in 5 bytes (expected: a varint)");
    }

    /** With the sign in the lowest bit. */
    public static void putSigned(ByteBuffer bytes, int number) {
        put(bytes, number << 1 ^ number >> 31);
    }

    public static int getSigned(ByteBuffer bytes) {
        int zigzag = get(bytes);
        return zigzag >>> 1 ^ -(zigzag & 1);
    }
}
