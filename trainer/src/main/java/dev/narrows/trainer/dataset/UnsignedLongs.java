package dev.narrows.trainer.dataset;

/** Whole numbers of 64 bits without a sign, which Java has no type for. */
public final class UnsignedLongs {

    private UnsignedLongs() {}

    /** The float32 nearest to what the bits are as a number from 0 to 2^64 - 1. */
    public static float toFloat(long bits) {
        // Half of it, the bit that falls out kept so that rounding goes the same way.
        return bits >= 0 ? bits : (float) ((bits >>> 1) | (bits & 1)) * 2;
    }
}
