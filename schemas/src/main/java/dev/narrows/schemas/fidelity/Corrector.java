package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.Plain;
import dev.narrows.schemas.fidelity.entropy.RangeEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes corrections: what, in place of a code, gives a vector back as promised. The last byte says how it is read.
 *
 * <pre>
 * 1  lowest bytes of all values, float32, then the second, third and highest ones | 1
 * 2  body | {@link Block} | its length (uint32, little-endian) | 2
 * 3  body | number of a {@link Learned} among the model's (1) | 3
 * 4  values one by one, as {@link Plain} has them | 4
 * </pre>
 *
 * <p>Rows that are corrected together get bodies of one length, zeros behind the shorter ones, where the fidelity says so.
 * They may share a block; the more there are and the more alike, the smaller they get behind
 * the producer's compression. Whether that or what was learned takes less is tried every now and then. No correction is
 * longer than its values and one byte. For one thread.
 */
public final class Corrector {

    static final byte VALUES = 1;
    static final byte BLOCK = 2;
    static final byte LEARNED = 3;
    static final byte PLAIN = 4;
    static final int BLOCK_TAIL = Integer.BYTES + 1;
    static final int LEARNED_TAIL = 2;

    // Records of a time are alike; a wide vector's block is long and wants many that share it.
    private static final int NARROW = 128;
    private static final int NARROW_ROWS = 64;
    private static final int WIDE_ROWS = 256;
    private static final int TRIED_EVERY = 16;
    // Of the bodies' mean, and some bytes: what is longer keeps its own length.
    private static final int MOST_TIMES = 2;
    private static final int MOST_MORE = 8;
    // What a compressor takes for a block that it has seen: where it is, and how long.
    private static final int REPEATED = 3;

    private final int dim;
    private final @Nullable Grid grid;
    private final @Nullable Learned learned;
    private final byte learnedNumber;
    private final boolean padded;
    private final BlockFit fit;
    private final RangeEncoder coder = new RangeEncoder();
    private float[] values = {};
    private int[] numbers = {};
    private int blocks;
    private boolean learnedServes;

    /**
     * A corrector for one model.
     *
     * @param fidelity BOUNDED or LOSSLESS
     * @param dim values of a vector, 1 or more
     * @param training of the model, as the manifest tells it
     * @throws IllegalArgumentException when the fidelity does not fit the model
     */
    public Corrector(Fidelity fidelity, int dim, Training training) {
        this.dim = dim;
        this.grid = switch (fidelity.mode()) {
            case BOUNDED -> Grid.bounded(fidelity, dim, training);
            case LOSSLESS -> null;
            case LOSSY -> throw new IllegalArgumentException("fidelity: lossy (expected: bounded or lossless)");
        };
        this.fit = new BlockFit(dim);
        this.padded = fidelity.padded();
        int number = 0;
        Learned found = null;
        while (found == null && number < training.correctors().size()) {
            Learned each = training.learned(number, dim);
            found = serves(each.grid()) ? each : null;
            number++;
        }
        this.learned = found;
        this.learnedNumber = (byte) (number - 1);
    }

    /**
     * What corrects a vector beside a frame. Numbers that take the producer a byte or two each are shorter one by one than
     * with what a correction shares with others; where both together are longer than the value was they are written so.
     *
     * @param correction of the vector
     * @param frame bytes of the frame
     * @param value bytes of the producer's value
     * @param vector reads it again, to its bits
     * @return the correction, or a shorter one
     */
    public static byte[] beside(byte[] correction, int frame, int value, Supplier<float[]> vector) {
        if (frame + correction.length <= value) {
            return correction;
        }
        byte[] plain = plain(vector.get());
        return plain.length < correction.length ? plain : correction;
    }

    static byte[] plain(float[] vector) {
        return Plain.write(vector, PLAIN);
    }

    private boolean serves(Grid other) {
        return other.promisesAs(grid == null ? Grid.exact(new byte[dim]) : grid);
    }

    /**
     * Corrects rows.
     *
     * @param rows float32 [*, dim], from index 0; its position does not matter
     * @param which rows of these are corrected, {@code count} of them
     * @param corrections takes the correction of row r at index r
     */
    public void correct(FloatBuffer rows, int[] which, int count, byte[][] corrections) {
        int most = dim <= NARROW ? NARROW_ROWS : Math.min(count, WIDE_ROWS);
        for (int from = 0; from < count; from += most) {
            int some = Math.min(most, count - from);
            if (values.length < some * dim) {
                values = new float[some * dim];
                numbers = new int[some * dim];
            }
            for (int row = 0; row < some; row++) {
                rows.get(which[from + row] * dim, values, row * dim, dim);
            }
            byte[][] found = correctTogether(some);
            for (int row = 0; row < some; row++) {
                corrections[which[from + row]] = found[row];
            }
        }
    }

    private byte[][] correctTogether(int rows) {
        byte[][] found = new byte[rows][];
        if (learned == null) {
            byBlock(rows, found);
        } else if (blocks++ % TRIED_EVERY == 0) {
            byte[][] byLearned = new byte[rows][];
            learnedServes = byLearned(learned, rows, byLearned) <= byBlock(rows, found);
            return learnedServes ? byLearned : found;
        } else if (learnedServes) {
            byLearned(learned, rows, found);
        } else {
            byBlock(rows, found);
        }
        return found;
    }

    /** @return bytes that the bodies take, and what is shared once */
    private long byBlock(int rows, byte[][] found) {
        Grid on = grid == null ? fit.exactGrid(values, rows) : grid;
        number(on, rows);
        Block block = fit.fit(on, numbers, rows);
        byte[] shared = block.bytes();
        ByteBuffer tail = ByteBuffer.allocate(shared.length + BLOCK_TAIL)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(shared)
                .putInt(shared.length)
                .put(BLOCK);
        long bytes = tail.capacity();
        for (int row = 0; row < rows; row++) {
            coder.start();
            block.write(numbers, values, row * dim, coder);
            found[row] = finished(tail.array(), row * dim);
            boolean shares = found[row][found[row].length - 1] == BLOCK;
            bytes += found[row].length - (shares ? tail.capacity() - REPEATED : 0);
        }
        pad(found, tail.array());
        return bytes;
    }

    private long byLearned(Learned with, int rows, byte[][] found) {
        number(with.grid(), rows);
        byte[] tail = {learnedNumber, LEARNED};
        long bytes = 0;
        for (int row = 0; row < rows; row++) {
            coder.start();
            with.write(numbers, values, row * dim, coder);
            found[row] = finished(tail, row * dim);
            bytes += found[row].length;
        }
        pad(found, tail);
        return bytes;
    }

    /** Gives those that end with a tail the length of the longest, by zeros between body and tail; but not for a few's sake. */
    private void pad(byte[][] found, byte[] tail) {
        int longest = padded ? longest(found, tail) : 0;
        for (int row = 0; row < found.length; row++) {
            byte[] each = found[row];
            if (endsWith(each, tail) && each.length < longest) {
                found[row] = new byte[longest];
                System.arraycopy(each, 0, found[row], 0, each.length - tail.length);
                System.arraycopy(tail, 0, found[row], longest - tail.length, tail.length);
            }
        }
    }

    private static int longest(byte[][] found, byte[] tail) {
        long bodies = 0;
        int count = 0;
        for (byte[] each : found) {
            if (endsWith(each, tail)) {
                bodies += each.length - tail.length;
                count++;
            }
        }
        long most = tail.length + MOST_TIMES * bodies / Math.max(1, count) + MOST_MORE;
        int longest = 0;
        for (byte[] each : found) {
            if (endsWith(each, tail) && each.length <= most) {
                longest = Math.max(longest, each.length);
            }
        }
        return longest;
    }

    private static boolean endsWith(byte[] correction, byte[] tail) {
        return correction[correction.length - 1] == tail[tail.length - 1];
    }

    private void number(Grid on, int rows) {
        for (int row = 0; row < rows * dim; row += dim) {
            for (int feature = 0; feature < dim; feature++) {
                numbers[row + feature] = on.number(values[row + feature], feature);
            }
        }
    }

    /** What the coder holds and that behind it, or the values where these are shorter. */
    private byte[] finished(byte[] tail, int at) {
        int body = coder.finish();
        int raw = dim * Float.BYTES;
        if (body + tail.length > raw + 1) {
            return planes(at, raw);
        }
        byte[] correction = new byte[body + tail.length];
        coder.copyTo(correction, 0);
        System.arraycopy(tail, 0, correction, body, tail.length);
        return correction;
    }

    /** The values by the places of their bytes, which compresses better than value by value. */
    private byte[] planes(int at, int raw) {
        byte[] planes = new byte[raw + 1];
        for (int feature = 0; feature < dim; feature++) {
            int bits = Float.floatToRawIntBits(values[at + feature]);
            for (int place = 0; place < Float.BYTES; place++) {
                planes[place * dim + feature] = (byte) (bits >>> (Byte.SIZE * place));
            }
        }
        planes[raw] = VALUES;
        return planes;
    }
}
