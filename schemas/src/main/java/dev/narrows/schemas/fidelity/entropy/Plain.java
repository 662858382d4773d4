package dev.narrows.schemas.fidelity.entropy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Values one by one: whole numbers in as few bytes as Avro has them, others as they are. What shares nothing with other
 * records and is never far longer than what the producer wrote.
 *
 * <pre>
 * for each eight values a byte, whose bit j says whether the j-th of them is whole | zigzag varints and float32, in order
 * </pre>
 *
 * <p>Pure functions.
 */
public final class Plain {

    // Of four bytes, as many as the float itself has.
    private static final int LARGEST = 1 << 27;

    private Plain() {}

    /** The bytes of values of any bits, and {@code tail} behind them. */
    public static byte[] write(float[] values, byte tail) {
        int mask = maskBytes(values.length);
        ByteBuffer bytes =
                ByteBuffer.allocate(mask + values.length * Float.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(mask);
        for (int i = 0; i < values.length; i++) {
            if (isWhole(values[i])) {
                bytes.put(i >> 3, (byte) (bytes.get(i >> 3) | 1 << (i & 7)));
                Varint.putSigned(bytes, (int) values[i]);
            } else {
                bytes.putFloat(values[i]);
            }
        }
        byte[] written = new byte[bytes.put(tail).position()];
        bytes.get(0, written);
        return written;
    }

    /**
     * Reads what {@link #write} wrote, the tail apart.
     *
     * @return dim values
     * @throws IllegalArgumentException when it is not that
     */
    public static float[] read(byte[] written, int dim) {
        ByteBuffer bytes = ByteBuffer.wrap(written, 0, written.length - 1).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[dim];
        try {
            bytes.position(Math.min(maskBytes(dim), bytes.limit()));
            for (int i = 0; i < dim; i++) {
                boolean whole = (bytes.get(i >> 3) & 1 << (i & 7)) != 0;
                values[i] = whole ? Varint.getSigned(bytes) : bytes.getFloat();
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("correction: cut short (expected: whole)", e);
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(
                    "correction: " + bytes.remaining() + " bytes behind the values (expected: none)");
        }
        return values;
    }

    private static int maskBytes(int dim) {
        return (dim + 7) >> 3;
    }

    /** Zero has a sign, which a whole number has not. */
    private static boolean isWhole(float value) {
        return Math.abs(value) < LARGEST && Float.floatToRawIntBits((int) value) == Float.floatToRawIntBits(value);
    }
}
