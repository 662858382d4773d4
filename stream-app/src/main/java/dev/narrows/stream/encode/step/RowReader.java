package dev.narrows.stream.encode.step;

import dev.narrows.schemas.onnx.Encoder;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.stream.fault.RegistryWait;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads values into rows of an encoder's input tensor. For one thread at a time. */
public final class RowReader {

    private final VectorReader reader;
    private final RegistryWait registry;
    private final int rowBytes;

    /** @param inputDim values a row */
    public RowReader(VectorReader reader, RegistryWait registry, int inputDim) {
        this.reader = reader;
        this.registry = registry;
        this.rowBytes = inputDim * Float.BYTES;
    }

    /** What to do about a value whose schema the registry did not give. */
    @FunctionalInterface
    public interface Missing {
        ReadResult read(@Nullable ByteBuffer value, ByteBuffer input, RegistryException why);
    }

    /** Reads into {@code row}; where the schema cannot be had, {@code missing} decides. */
    public ReadResult read(@Nullable ByteBuffer value, Encoder encoder, int row, Missing missing) {
        ByteBuffer input = encoder.inputBytes();
        input.limit((row + 1) * rowBytes).position(row * rowBytes);
        try {
            return reader.read(value, input);
        } catch (RegistryException e) {
            return missing.read(value, input, e);
        }
    }

    /**
     * Tries again until the registry answers.
     *
     * @throws RegistryException when it does not, for longer than is waited
     */
    public ReadResult patiently(@Nullable ByteBuffer value, ByteBuffer input, RegistryException first) {
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
