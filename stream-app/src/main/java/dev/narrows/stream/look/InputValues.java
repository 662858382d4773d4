package dev.narrows.stream.look;

import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads values of the input as they were read for the version that encoded them: where the mean stands for a null, it is
 * that version's. In a canary the stable version's stood there, which differs by little. One thread.
 */
final class InputValues {

    private final VectorReader reader;
    private final IntFunction<List<Float>> means;

    /** @param means of each feature in the training of a version; empty where it does not tell */
    InputValues(VectorReader reader, IntFunction<List<Float>> means) {
        this.reader = reader;
        this.means = means;
    }

    /**
     * The vector in a value.
     *
     * @param version that encoded it, 0 where none is known, so that a null cannot be read where its mean is needed
     */
    float[] read(byte[] value, int version) throws UnreadableVectorException {
        if (reader.needsMeans()) {
            reader.means(version == 0 ? List.of() : means.apply(version));
        }
        return reader.readAll(value);
    }
}
