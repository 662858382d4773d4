package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.Varint;
import dev.narrows.schemas.fidelity.number.Scale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a grid whose features have scales of several kinds.
 *
 * <pre>
 * 5 | a grid of kind 0 to 3, which says what is promised | for each feature a byte:
 *   0          the scale that the grid has
 *   1 to 18    ratios of that divisor
 *   64         a list: how many (varint), the number of the first by bits (zigzag), then how much each is more (varint)
 *   128 to 255 leading bits, units of 2^(byte - 192)
 * </pre>
 *
 * <p>Pure functions.
 */
final class Scales {

    static final byte KIND = 5;

    /** Most values of a list. */
    static final int MOST_LISTED = 1_024;

    private static final int LIST = 64;
    private static final int LEADING = 128;
    private static final int ZERO_EXPONENT = 192;

    private static final Scale.Bits BITS = new Scale.Bits();

    private Scales() {}

    static byte[] write(byte[] promise, Scale[] scales) {
        int most = 1 + promise.length;
        for (Scale scale : scales) {
            most += 1 + Varint.MAX_BYTES * (scale instanceof Scale.Listed listed ? 2 + listed.values().length : 0);
        }
        ByteBuffer bytes = ByteBuffer.allocate(most)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(KIND)
                .put(promise);
        for (Scale scale : scales) {
            if (scale instanceof Scale.Ratios ratios) {
                bytes.put((byte) Grid.DIVISORS.indexOf(ratios.divisor()));
            } else if (scale instanceof Scale.Leading leading) {
                bytes.put((byte) (ZERO_EXPONENT + leading.exponent()));
            } else if (scale instanceof Scale.Listed listed) {
                write(listed.values(), bytes.put((byte) LIST));
            } else {
                bytes.put((byte) 0);
            }
        }
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    private static void write(float[] values, ByteBuffer bytes) {
        Varint.put(bytes, values.length);
        int last = BITS.number(values[0]);
        Varint.putSigned(bytes, last);
        for (int i = 1; i < values.length; i++) {
            int next = BITS.number(values[i]);
            Varint.put(bytes, next - last);
            last = next;
        }
    }

    /** The scale of an exponent, nearest to it that can be written. */
    static Scale leading(int exponent) {
        return new Scale.Leading(
                Math.max(LEADING - ZERO_EXPONENT, Math.min(2 * LEADING - 1 - ZERO_EXPONENT, exponent)));
    }

    /** Reads what stands behind the grid that says what is promised. */
    static Scale[] read(ByteBuffer bytes, Grid promise) {
        Scale[] scales = new Scale[promise.dim()];
        for (int feature = 0; feature < scales.length; feature++) {
            int kind = bytes.get() & 0xff;
            if (kind >= LEADING) {
                scales[feature] = new Scale.Leading(kind - ZERO_EXPONENT);
            } else if (kind == LIST) {
                scales[feature] = new Scale.Listed(values(bytes), promise.bound(feature));
            } else {
                scales[feature] = kind == 0 ? promise.scale(feature) : Grid.ratio((byte) kind, promise.bound(feature));
            }
        }
        return scales;
    }

    private static float[] values(ByteBuffer bytes) {
        int count = Varint.get(bytes);
        if (count < 1 || count > MOST_LISTED) {
            throw new IllegalArgumentException("values: " + count + " (expected: 1 to " + MOST_LISTED + ")");
        }
        float[] values = new float[count];
        int number = Varint.getSigned(bytes);
        for (int i = 0; i < count; i++) {
            number += i == 0 ? 0 : Varint.get(bytes);
            values[i] = BITS.value(number, 0);
        }
        return values;
    }
}
