package dev.narrows.trainer.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Every value as an IEEE 754 half, little-endian, rounded to the nearest (ties to even): half the bytes for three
 * decimal digits. What is beyond 65,504 becomes the largest half rather than infinity. Stateless but for its width.
 *
 * @param dim values a vector, 1 or more
 */
public record Float16Codec(int dim) implements Codec {

    private static final float LARGEST = 65_504f;
    /** Mantissa bits that a half lacks. */
    private static final int MANTISSA_BITS = 13;

    private static final int HALF_A_STEP = 1 << (MANTISSA_BITS - 1);
    /** Bits of 2^-14, the smallest half that keeps all its digits. */
    private static final int LEAST_NORMAL = 0x3880_0000;
    /** Float exponents are biased by 127, those of halves by 15. */
    private static final int BIAS = (127 - 15) << 23;
    /** 2^24: how many of the steps between halves near 0 make 1. */
    private static final float SMALL_STEPS = 0x1p24f;

    @Override
    public String name() {
        return "float16";
    }

    @Override
    public int codeBytes() {
        return dim * Short.BYTES;
    }

    @Override
    public void encode(float[] rows, int count, byte[] codes) {
        ByteBuffer target = ByteBuffer.wrap(codes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count * dim; i++) {
            target.putShort(half(rows[i]));
        }
    }

    @Override
    public void decode(byte[] codes, int count, float[] reconstructions) {
        ByteBuffer source = ByteBuffer.wrap(codes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count * dim; i++) {
            reconstructions[i] = single(source.getShort());
        }
    }

    private static short half(float value) {
        float size = Math.min(Math.abs(value), LARGEST);
        int bits = Float.floatToRawIntBits(size);
        int half;
        if (bits < LEAST_NORMAL) {
            half = (int) Math.rint(size * SMALL_STEPS);
        } else {
            int odd = (bits >>> MANTISSA_BITS) & 1;
            half = (bits - BIAS + HALF_A_STEP - 1 + odd) >>> MANTISSA_BITS;
        }
        return (short) (half | (value < 0 ? 0x8000 : 0));
    }

    private static float single(short half) {
        int size = half & 0x7fff;
        float value = size < 1 << 10 ? size / SMALL_STEPS : Float.intBitsToFloat((size << MANTISSA_BITS) + BIAS);
        return half < 0 ? -value : value;
    }
}
