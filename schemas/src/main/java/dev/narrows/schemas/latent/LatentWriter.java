package dev.narrows.schemas.latent;

import dev.narrows.schemas.registry.WireFormat;
import java.nio.ByteBuffer;

/**
 * Writes latents in wire format, byte for byte what Avro would write.
 *
 * <p>For one thread. What stands before the code is the same for all latents of a model version, so it is kept; the only
 * allocation a latent is the array that is returned.
 *
 * <pre>
 * header (5) | modelVersion (1-5) | codeBytes (1-5) | code | error (4) | 0 = no correction (1)
 * </pre>
 */
public final class LatentWriter {

    private static final int MAX_INT_BYTES = 5;

    private final int schemaId;
    private byte[] prefix = {};
    private int prefixVersion;
    private int prefixCodeBytes;

    /**
     * A writer of one schema id.
     *
     * @param schemaId of {@link dev.narrows.schemas.Latent}'s schema, from the registry
     */
    public LatentWriter(int schemaId) {
        if (schemaId < 0) {
            throw new IllegalArgumentException("schemaId: " + schemaId + " (expected: >= 0)");
        }
        this.schemaId = schemaId;
    }

    /**
     * The bytes of one latent, without a correction.
     *
     * @param modelVersion version of the model that made the code
     * @param codes uint8 [batch, codeBytes], row-major, from the buffer's index 0; its position does not matter
     * @param index row of {@code codes}
     * @param codeBytes bytes a code, 1 or more
     * @param error error of the reconstruction
     * @return the record value
     */
    public byte[] write(int modelVersion, ByteBuffer codes, int index, int codeBytes, float error) {
        if (modelVersion != prefixVersion || codeBytes != prefixCodeBytes) {
            prefix = prefix(modelVersion, codeBytes);
            prefixVersion = modelVersion;
            prefixCodeBytes = codeBytes;
        }
        int errorAt = prefix.length + codeBytes;
        byte[] value = new byte[errorAt + Float.BYTES + 1];
        System.arraycopy(prefix, 0, value, 0, prefix.length);
        codes.get(index * codeBytes, value, prefix.length, codeBytes);
        int bits = Float.floatToRawIntBits(error);
        value[errorAt] = (byte) bits;
        value[errorAt + 1] = (byte) (bits >>> 8);
        value[errorAt + 2] = (byte) (bits >>> 16);
        value[errorAt + 3] = (byte) (bits >>> 24);
        return value;
    }

    private byte[] prefix(int modelVersion, int codeBytes) {
        if (modelVersion < 1 || codeBytes < 1) {
            throw new IllegalArgumentException(
                    "modelVersion, codeBytes: " + modelVersion + ", " + codeBytes + " (expected: >= 1 each)");
        }
        ByteBuffer bytes = ByteBuffer.allocate(WireFormat.HEADER_BYTES + 2 * MAX_INT_BYTES);
        WireFormat.writeHeader(bytes.array(), schemaId);
        bytes.position(WireFormat.HEADER_BYTES);
        putNumber(bytes, modelVersion);
        putNumber(bytes, codeBytes);
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    /** Avro's zigzag number, of one that is not negative. */
    private static void putNumber(ByteBuffer bytes, int number) {
        long rest = 2L * number;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.put((byte) (rest | 0x80));
        }
        bytes.put((byte) rest);
    }
}
