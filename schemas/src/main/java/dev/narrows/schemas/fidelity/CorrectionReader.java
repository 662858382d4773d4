package dev.narrows.schemas.fidelity;

import dev.narrows.schemas.fidelity.entropy.Plain;
import dev.narrows.schemas.fidelity.entropy.RangeDecoder;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Corrector} wrote. Whatever the bytes are, it takes bounded time and memory. For one thread. */
public final class CorrectionReader {

    private final int dim;
    private final Training training;
    private final RangeDecoder coder = new RangeDecoder();
    private final Map<Integer, Learned> learned = new HashMap<>();
    private byte[] lastShared = {};
    private @Nullable Block last;

    /**
     * A reader for the corrections of one model.
     *
     * @param dim values of a vector
     * @param training what the manifest tells, as the manifest tells them
     */
    public CorrectionReader(int dim, Training training) {
        this.dim = dim;
        this.training = training;
    }

    /**
     * The vector that a correction stands for.
     *
     * @return dim values, the caller's own
     * @throws IllegalArgumentException when it is no correction of such a vector
     */
    public float[] read(byte[] correction) {
        int format = correction.length == 0 ? 0 : correction[correction.length - 1];
        return switch (format) {
            case Corrector.VALUES -> values(correction);
            case Corrector.BLOCK -> ofBlock(correction);
            case Corrector.LEARNED -> ofLearned(correction);
            case Corrector.PLAIN -> Plain.read(correction, dim);
            default -> throw new IllegalArgumentException("correction: format " + format + " (expected: 1 to 4)");
        };
    }

    private float[] values(byte[] correction) {
        if (correction.length != dim * Float.BYTES + 1) {
            throw new IllegalArgumentException("correction: " + correction.length + " bytes (expected: "
                    + (dim * Float.BYTES + 1) + " with format " + Corrector.VALUES + ")");
        }
        float[] values = new float[dim];
        for (int feature = 0; feature < dim; feature++) {
            int bits = 0;
            for (int place = Float.BYTES - 1; place >= 0; place--) {
                bits = (bits << Byte.SIZE) | (correction[place * dim + feature] & 0xff);
            }
            values[feature] = Float.intBitsToFloat(bits);
        }
        return values;
    }

    private float[] ofLearned(byte[] correction) {
        int body = correction.length - Corrector.LEARNED_TAIL;
        if (body < 0) {
            throw new IllegalArgumentException("correction: 1 byte (expected: 2 or more)");
        }
        int number = correction[body] & 0xff;
        Learned with = learned.computeIfAbsent(number, any -> training.learned(any, dim));
        coder.start(correction, 0, body);
        return with.read(coder);
    }

    private float[] ofBlock(byte[] correction) {
        ByteBuffer bytes = ByteBuffer.wrap(correction).order(ByteOrder.LITTLE_ENDIAN);
        int tail = correction.length - Corrector.BLOCK_TAIL;
        int length = tail < 0 ? -1 : bytes.getInt(tail);
        if (length < 0 || length > tail) {
            throw new IllegalArgumentException(
                    "correction: block of " + length + " bytes (expected: 0 to " + tail + ")");
        }
        int body = tail - length;
        Block known = last;
        if (known == null || !Arrays.equals(correction, body, tail, lastShared, 0, lastShared.length)) {
            known = block(bytes.limit(tail).position(body).slice().order(ByteOrder.LITTLE_ENDIAN));
            lastShared = Arrays.copyOfRange(correction, body, tail);
            last = known;
        }
        coder.start(correction, 0, body);
        return known.read(coder);
    }

    private Block block(ByteBuffer bytes) {
        try {
            return Block.read(bytes, dim, training);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("correction: a block that is cut short (expected: whole)", e);
        }
    }
}
