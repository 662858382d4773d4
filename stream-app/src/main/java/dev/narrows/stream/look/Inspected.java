package dev.narrows.stream.look;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of the input, and what became of it. Arrays are the caller's; empty where there is none.
 *
 * <p>Built by {@link Inspection}, read once.
 */
public final class Inspected {

    private final int partition;
    private final long offset;
    private final Instant time;
    private final String key;
    private final int bytes;
    float[] vector = {};
    float[] reconstruction = {};
    byte[] code = {};
    int modelVersion;
    float error;

    @Nullable
    String problem;

    Inspected(int partition, long offset, Instant time, String key, int bytes) {
        this.partition = partition;
        this.offset = offset;
        this.time = time;
        this.key = key;
        this.bytes = bytes;
    }

    /** Partition of the input. */
    public int partition() {
        return partition;
    }

    /** Offset in it. */
    public long offset() {
        return offset;
    }

    /** Its timestamp. */
    public Instant time() {
        return time;
    }

    /** Its key, as text. */
    public String key() {
        return key;
    }

    /** Length of its value. */
    public int bytes() {
        return bytes;
    }

    /** The vector, float32 [inputDim]. */
    public float[] vector() {
        return vector;
    }

    /** What its latent decodes to, float32 [inputDim]. */
    public float[] reconstruction() {
        return reconstruction;
    }

    /** The code in its latent, uint8 [codeBytes]. */
    public byte[] code() {
        return code;
    }

    /** Version that encoded it, 0 where no latent of it was found. */
    public int modelVersion() {
        return modelVersion;
    }

    /** Error that its latent tells, in the model's error metric. */
    public float error() {
        return error;
    }

    /** Why something is missing, null where nothing is. */
    public @Nullable String problem() {
        return problem;
    }
}
