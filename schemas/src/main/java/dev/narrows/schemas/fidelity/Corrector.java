package dev.narrows.schemas.fidelity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes corrections: what, in place of a code, gives a vector back as promised. The last byte says how it is read.
 *
 * <pre>
 * 1  values, little-endian float32 | 1
 * 2  body | {@link Block} | its length (uint32, little-endian) | 2
 * </pre>
 *
 * <p>Rows that are corrected together share a block, so the more there are and the more alike, the smaller they get behind
 * the producer's compression. None is longer than its values and one byte. For one thread.
 */
public final class Corrector {

    static final byte VALUES = 1;
    static final byte BLOCK = 2;
    static final int BLOCK_TAIL = Integer.BYTES + 1;

    // Records of a time are alike; a wide vector's block is long and wants many that share it.
    private static final int NARROW = 128;
    private static final int NARROW_ROWS = 64;

    private final int dim;
    private final @Nullable Grid grid;
    private final BlockFit fit;
    private final RangeEncoder coder = new RangeEncoder();
    private float[] values = {};
    private int[] numbers = {};

    /**
     * A corrector for one model.
     *
     * @param fidelity BOUNDED or LOSSLESS
     * @param dim values of a vector, 1 or more
     * @param ranges of the features in training, as the manifest tells them
     * @throws IllegalArgumentException when the fidelity does not fit the model
     */
    public Corrector(Fidelity fidelity, int dim, Ranges ranges) {
        this.dim = dim;
        this.grid = switch (fidelity.mode()) {
            case BOUNDED -> Grid.bounded(fidelity, dim, ranges);
            case LOSSLESS -> null;
            case LOSSY -> throw new IllegalArgumentException("fidelity: lossy (expected: bounded or lossless)");
        };
        this.fit = new BlockFit(dim);
    }

    /**
     * Corrects rows.
     *
     * @param rows float32 [*, dim], from index 0; its position does not matter
     * @param which rows of these are corrected, {@code count} of them
     * @param corrections takes the correction of row r at index r
     */
    public void correct(FloatBuffer rows, int[] which, int count, byte[][] corrections) {
        int most = dim <= NARROW ? NARROW_ROWS : count;
        for (int from = 0; from < count; from += most) {
            correctBlock(rows, which, from, Math.min(most, count - from), corrections);
        }
    }

    private void correctBlock(FloatBuffer rows, int[] which, int from, int count, byte[][] corrections) {
        if (values.length < count * dim) {
            values = new float[count * dim];
            numbers = new int[count * dim];
        }
        for (int row = 0; row < count; row++) {
            rows.get(which[from + row] * dim, values, row * dim, dim);
        }
        Grid on = grid == null ? fit.exactGrid(values, count) : grid;
        for (int row = 0; row < count * dim; row += dim) {
            for (int feature = 0; feature < dim; feature++) {
                numbers[row + feature] = on.number(values[row + feature], feature);
            }
        }
        Block block = fit.fit(on, numbers, count);
        byte[] shared = block.bytes();
        for (int row = 0; row < count; row++) {
            corrections[which[from + row]] = correction(block, shared, row * dim);
        }
    }

    private byte[] correction(Block block, byte[] shared, int at) {
        coder.start();
        block.write(numbers, values, at, coder);
        int body = coder.finish();
        int raw = dim * Float.BYTES;
        if (body + shared.length + BLOCK_TAIL > raw + 1) {
            ByteBuffer whole = ByteBuffer.allocate(raw + 1).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = at; i < at + dim; i++) {
                whole.putInt(Float.floatToRawIntBits(values[i]));
            }
            return whole.put(VALUES).array();
        }
        byte[] correction = new byte[body + shared.length + BLOCK_TAIL];
        coder.copyTo(correction, 0);
        ByteBuffer.wrap(correction)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(body)
                .put(shared)
                .putInt(shared.length)
                .put(BLOCK);
        return correction;
    }
}
