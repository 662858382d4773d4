package dev.narrows.schemas.onnx.rules;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The fields of one protobuf message, one after the other. Nothing is copied, and a length that goes beyond the message is
 * refused before anything is done with it. For one thread.
 */
final class ProtoFields {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BITS = 7;
    private static final int LONGEST_VARINT = 10;

    private final ByteBuffer rest;
    private int field;
    private int type;
    private long number;
    private ByteBuffer value = ByteBuffer.allocate(0);

    /** @param message from its position to its limit; stays as it is */
    ProtoFields(ByteBuffer message) {
        this.rest = message.slice();
    }

    /**
     * Goes on to the next field; false at the end.
     *
     * @throws IllegalArgumentException when this is no protobuf message
     */
    boolean next() {
        if (!rest.hasRemaining()) {
            return false;
        }
        try {
            long tag = varint(rest);
            field = (int) (tag >>> TYPE_BITS);
            type = (int) tag & ((1 << TYPE_BITS) - 1);
            switch (type) {
                case VARINT -> number = varint(rest);
                case FIXED64 -> rest.position(rest.position() + Long.BYTES);
                case FIXED32 -> rest.position(rest.position() + Integer.BYTES);
                case LENGTH -> take(varint(rest));
                default -> throw new IllegalArgumentException("field type: " + type + " (expected: one of protobuf)");
            }
            return true;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalArgumentException("protobuf message: cut off or none (expected: a whole one)", e);
        }
    }

    /** Whether the field has this number, and a message, text or bytes. */
    boolean is(int wanted) {
        return field == wanted && type == LENGTH;
    }

    /** Whether the field has this number, and a whole number. */
    boolean isNumber(int wanted) {
        return field == wanted && type == VARINT;
    }

    long number() {
        return number;
    }

    /** The field's message. */
    ProtoFields message() {
        return new ProtoFields(value);
    }

    /** Bytes of the field's value. */
    int length() {
        return value.remaining();
    }

    String text() {
        return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }

    /**
     * The numbers of a packed field, one at each call; the caller asks while {@link #hasPacked}.
     *
     * @throws IllegalArgumentException when the last one is cut off
     */
    long packed() {
        try {
            return varint(value);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("packed numbers: cut off (expected: whole ones)", e);
        }
    }

    boolean hasPacked() {
        return value.hasRemaining();
    }

    private void take(long length) {
        if (length < 0 || length > rest.remaining()) {
            throw new IllegalArgumentException(
                    "field length: " + length + " (expected: 0 to " + rest.remaining() + ")");
        }
        value = rest.slice(rest.position(), (int) length);
        rest.position(rest.position() + (int) length);
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << (i * VARINT_BITS);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number: more than 10 bytes (expected: one that ends)");
    }
}
