package dev.narrows.schemas.latent;

import dev.narrows.schemas.registry.WireFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Writes latents in wire format, byte for byte what Avro would write.
 *
 * <p>For one thread. What stands around code and error is the same for all latents of a model version, so it is kept; the only
 * allocation a latent is the array that is returned.
 *
 * <pre>
 * header (5) | modelVersion (1-5) | codeBytes (1-5) | code | error (4) | 0 = no correction (1) | decoderId (1-5) | frame
 * header (5) | modelVersion (1-5) | 0 = no code (1) | error (4) | 2 = correction (1) | its bytes (1-5), itself | decoderId (1-5) | frame
 * frame: 0 = none (1), or 2 (1) | its bytes (1-5), itself
 * </pre>
 */
public final class LatentWriter {

    private static final int MAX_INT_BYTES = 5;
    private static final int ANY_DECODER = 0;

    private final int schemaId;
    private final byte[] corrected = new byte[WireFormat.HEADER_BYTES + 4 * MAX_INT_BYTES + Float.BYTES];
    private byte[] prefix = {};
    private int prefixVersion;
    private int prefixCodeBytes;
    private byte[] suffix = suffix(ANY_DECODER);
    private int suffixDecoder = ANY_DECODER;

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

    /** As the other, without saying which decoder it takes. */
    public byte[] write(int modelVersion, ByteBuffer codes, int index, int codeBytes, float error) {
        return write(modelVersion, codes, index, codeBytes, error, ANY_DECODER, null);
    }

    /** As the other, without a frame. */
    public byte[] write(int modelVersion, ByteBuffer codes, int index, int codeBytes, float error, int decoder) {
        return write(modelVersion, codes, index, codeBytes, error, decoder, null);
    }

    /**
     * The bytes of one latent, without a correction.
     *
     * @param modelVersion version of the model that made the code
     * @param codes uint8 [batch, codeBytes], row-major, from the buffer's index 0; its position does not matter
     * @param index row of {@code codes}
     * @param codeBytes bytes a code, 1 or more
     * @param error error of the reconstruction
     * @param decoder which decoder turns the code back, as {@link dev.narrows.schemas.model.Graphs#decoderId} has it
     * @param frame what the producer's record is without its vector, as {@link dev.narrows.schemas.frame.FrameWriter} has it;
     *     null where it is not carried
     * @return the record value
     */
    public byte[] write(
            int modelVersion,
            ByteBuffer codes,
            int index,
            int codeBytes,
            float error,
            int decoder,
            byte @Nullable [] frame) {
        if (modelVersion != prefixVersion || codeBytes != prefixCodeBytes || decoder != suffixDecoder) {
            prefix = prefix(modelVersion, codeBytes);
            suffix = suffix(decoder);
            prefixVersion = modelVersion;
            prefixCodeBytes = codeBytes;
            suffixDecoder = decoder;
        }
        int errorAt = prefix.length + codeBytes;
        int frameAt = errorAt + Float.BYTES + suffix.length;
        byte[] value = new byte[frameAt + bytesOf(frame)];
        System.arraycopy(prefix, 0, value, 0, prefix.length);
        codes.get(index * codeBytes, value, prefix.length, codeBytes);
        int bits = Float.floatToRawIntBits(error);
        value[errorAt] = (byte) bits;
        value[errorAt + 1] = (byte) (bits >>> 8);
        value[errorAt + 2] = (byte) (bits >>> 16);
        value[errorAt + 3] = (byte) (bits >>> 24);
        System.arraycopy(suffix, 0, value, errorAt + Float.BYTES, suffix.length);
        putFrame(frame, value, frameAt);
        return value;
    }

    /** As the other, without a frame. */
    public byte[] writeCorrected(int modelVersion, float error, byte[] correction, int decoder) {
        return writeCorrected(modelVersion, error, correction, decoder, null);
    }

    /**
     * The bytes of one latent that has a correction in place of a code.
     *
     * @param modelVersion version of the model that saw the vector
     * @param error of the model's reconstruction, 0 where it is not kept
     * @param correction as {@link dev.narrows.schemas.fidelity.Corrector} writes it
     * @param decoder as above
     * @param frame as above
     * @return the record value
     */
    public byte[] writeCorrected(
            int modelVersion, float error, byte[] correction, int decoder, byte @Nullable [] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(corrected).order(ByteOrder.LITTLE_ENDIAN);
        WireFormat.writeHeader(corrected, schemaId);
        bytes.position(WireFormat.HEADER_BYTES);
        putNumber(bytes, modelVersion);
        putNumber(bytes, 0);
        bytes.putFloat(error);
        putNumber(bytes, 1);
        putNumber(bytes, correction.length);
        int head = bytes.position();
        putNumber(bytes, decoder);
        int tail = bytes.position() - head;
        int frameAt = head + correction.length + tail;
        byte[] value = new byte[frameAt + bytesOf(frame)];
        bytes.get(0, value, 0, head);
        System.arraycopy(correction, 0, value, head, correction.length);
        bytes.get(head, value, head + correction.length, tail);
        putFrame(frame, value, frameAt);
        return value;
    }

    private static int bytesOf(byte @Nullable [] frame) {
        return frame == null ? 1 : 1 + numberBytes(frame.length) + frame.length;
    }

    /** Puts it at the end, where nothing takes one byte of 0. */
    private static void putFrame(byte @Nullable [] frame, byte[] value, int at) {
        if (frame != null) {
            ByteBuffer end = ByteBuffer.wrap(value, at, value.length - at);
            putNumber(end, 1);
            putNumber(end, frame.length);
            end.put(frame);
        }
    }

    private static int numberBytes(int length) {
        int bytes = 1;
        for (int rest = length >>> 6; rest != 0; rest >>>= 7) {
            bytes++;
        }
        return bytes;
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

    /** No correction, and the decoder. */
    private static byte[] suffix(int decoder) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + MAX_INT_BYTES).put((byte) 0);
        putNumber(bytes, decoder);
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    /** Avro's zigzag number. */
    private static void putNumber(ByteBuffer bytes, int number) {
        long rest = (2L * number ^ number >> (Integer.SIZE - 1)) & 0xffffffffL;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.put((byte) (rest | 0x80));
        }
        bytes.put((byte) rest);
    }
}
