package dev.narrows.trainer.graph;

/**
 * A matrix in whole numbers with a step for each row, {@code w = q step}: the step is the largest magnitude of the row
 * divided by that of the whole numbers.
 *
 * <p>Immutable.
 */
public final class IntegerRows {

    /** The largest magnitude of a whole number in a byte. */
    public static final int BYTE = 127;

    /**
     * The largest magnitude of a factor in a sum of products with bytes of 0 to 255: x86 processors without VNNI add two of
     * them up in 16 bits, {@code 2 * 255 * 64 < 2^15}.
     */
    public static final int FACTOR = 64;

    /** Rows that are smaller than that share of the largest value are as good as zero. */
    private static final float FAINT = 1e-3f;

    private final byte[] values;
    private final float[] steps;

    private IntegerRows(byte[] values, float[] steps) {
        this.values = values;
        this.steps = steps;
    }

    /**
     * Rounds the values of {@code rows} rows of equal lengths, one after the other.
     *
     * @param largest magnitude of a whole number, 1 to 127
     */
    public static IntegerRows of(float[] matrix, int rows, int largest) {
        int length = matrix.length / rows;
        float faint = largest(matrix, 0, matrix.length) * FAINT;
        byte[] values = new byte[matrix.length];
        float[] steps = new float[rows];
        for (int row = 0; row < rows; row++) {
            int from = row * length;
            float magnitude = Math.max(faint, largest(matrix, from, length));
            steps[row] = magnitude == 0 ? 1 : magnitude / largest;
            for (int i = from; i < from + length; i++) {
                values[i] = (byte) Math.rint(matrix[i] / steps[row]);
            }
        }
        return new IntegerRows(values, steps);
    }

    /** The whole numbers, in the order of the matrix. The array is not copied. */
    public byte[] values() {
        return values;
    }

    /** The step of each row, above 0. The array is not copied. */
    public float[] steps() {
        return steps;
    }

    /** The matrix after the rounding. */
    public float[] floats() {
        float[] matrix = new float[values.length];
        int length = values.length / steps.length;
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = values[i] * steps[i / length];
        }
        return matrix;
    }

    private static float largest(float[] values, int from, int count) {
        float largest = 0;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return largest;
    }
}
