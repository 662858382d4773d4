package dev.narrows.stream.encode;

import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.VectorReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a thread encodes slices with: a reader, and the model's tensors, whose rows stay in that core's cache because the
 * same thread fills them again for the next slice. A value that cannot be read takes no row, so the rows of the others
 * stay in the order of their records. Allocates nothing for a readable record. For one thread at a time.
 */
final class Workspace {

    private final Encoder encoder;
    private final VectorReader reader;
    private final RegistryWait registry;
    private final ByteBuffer input;
    private final int rowBytes;

    /** @param inputDim values a row */
    Workspace(Encoder encoder, VectorReader reader, RegistryWait registry, int inputDim) {
        this.encoder = encoder;
        this.reader = reader;
        this.registry = registry;
        this.input = encoder.inputBytes();
        this.rowBytes = inputDim * Float.BYTES;
    }

    /**
     * Encodes a slice and puts the results into it.
     *
     * @throws RegistryException when a value's schema could not be had; nothing is waited for
     */
    void encode(Slice slice) {
        encode(slice, (value, why) -> {
            throw why;
        });
    }

    /**
     * As {@link #encode}, but waits for the registry where that is away.
     *
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    void encodePatiently(Slice slice) {
        encode(slice, this::readPatiently);
    }

    /** The vector in a value that was readable before, inputDim values. */
    float[] vector(ByteBuffer value) {
        read(value, 0, this::readPatiently);
        float[] vector = new float[rowBytes / Float.BYTES];
        encoder.input().get(0, vector);
        return vector;
    }

    /** What each feature adds to the error of such a vector, as shares of it; empty where the model does not tell. */
    float[] contributions(ByteBuffer value) {
        read(value, 0, this::readPatiently);
        return encoder.contributions(0);
    }

    void free() {
        encoder.close();
    }

    /** What to do about a value whose schema the registry did not give. */
    @FunctionalInterface
    private interface Missing {
        ReadResult read(@Nullable ByteBuffer value, RegistryException why);
    }

    private void encode(Slice slice, Missing missing) {
        int rows = 0;
        for (int i = 0; i < slice.count(); i++) {
            ReadResult result = read(slice.record(i).value(), rows, missing);
            slice.wasRead(i, result, rows);
            rows += result == ReadResult.Row.OK ? 1 : 0;
        }
        long start = System.nanoTime();
        if (rows > 0) {
            encoder.run(rows);
        }
        slice.wasRun(rows, rows > 0 ? System.nanoTime() - start : 0, encoder);
    }

    private ReadResult read(@Nullable ByteBuffer value, int row, Missing missing) {
        input.limit((row + 1) * rowBytes).position(row * rowBytes);
        try {
            return reader.read(value, input);
        } catch (RegistryException e) {
            return missing.read(value, e);
        }
    }

    private ReadResult readPatiently(@Nullable ByteBuffer value, RegistryException first) {
        RegistryWait.Attempt attempt = registry.begin();
        RegistryException last = first;
        while (true) {
            attempt.pause(last);
            try {
                ReadResult result = reader.read(value, input);
                attempt.answered();
                return result;
            } catch (RegistryException e) {
                last = e;
            }
        }
    }
}
