package dev.narrows.trainer.codec;

/** Something that makes codes of vectors and vectors of codes, as seen from outside. For one thread. */
public interface Codec {

    /** What it is, for a person, for example {@code PCA, 32 int8 components}. */
    String name();

    /** Values a vector, 1 or more. */
    int dim();

    /** Bytes of a code, 1 or more. */
    int codeBytes();

    /**
     * Makes codes.
     *
     * @param rows [count, dim] in raw units, row-major from index 0
     * @param count 1 or more
     * @param codes [count, codeBytes], filled
     */
    void encode(float[] rows, int count, byte[] codes);

    /**
     * Makes vectors of codes.
     *
     * @param codes [count, codeBytes], row-major from index 0
     * @param count 1 or more
     * @param reconstructions [count, dim] in raw units, filled
     */
    void decode(byte[] codes, int count, float[] reconstructions);

    /**
     * Encodes and decodes.
     *
     * @param rows [count, dim] in raw units, row-major from index 0
     * @param count 1 or more
     * @param reconstructions [count, dim], filled with what comes back
     */
    default void reconstruct(float[] rows, int count, float[] reconstructions) {
        byte[] codes = new byte[Math.multiplyExact(count, codeBytes())];
        encode(rows, count, codes);
        decode(codes, count, reconstructions);
    }
}
