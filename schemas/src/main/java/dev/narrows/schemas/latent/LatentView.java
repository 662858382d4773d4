package dev.narrows.schemas.latent;

import java.nio.ByteBuffer;

/**
 * The latent that a {@link LatentReader} read last: a window on its bytes, which the next read moves on.
 *
 * <p>Owned by the reader's thread.
 */
public final class LatentView {

    private byte[] bytes = {};
    private int modelVersion;
    private int codeAt;
    private int codeBytes;
    private float error;
    private int correctionAt;
    private int correctionBytes;
    private int decoder;
    private int frameAt;
    private int frameBytes;

    LatentView() {}

    /** Version of the model whose decoder turns the code back into the vector, 1 or more. */
    public int modelVersion() {
        return modelVersion;
    }

    /** Bytes of the code. */
    public int codeBytes() {
        return codeBytes;
    }

    /** Puts the code, {@link #codeBytes} bytes, into {@code target} from its position on, and moves that. */
    public void copyCode(ByteBuffer target) {
        target.put(bytes, codeAt, codeBytes);
    }

    /** A copy of the code. */
    public byte[] code() {
        return copy(codeAt, codeBytes);
    }

    /** Error of the reconstruction, in the model's error metric. */
    public float error() {
        return error;
    }

    /** Whether there is a correction. */
    public boolean hasCorrection() {
        return correctionAt >= 0;
    }

    /** A copy of the correction, empty where there is none. */
    public byte[] correction() {
        return copy(correctionAt, correctionBytes);
    }

    /**
     * Which decoder turns the code back, as {@link dev.narrows.schemas.model.Graphs#decoderId} has it; 0 where the writer
     * did not say.
     */
    public int decoder() {
        return decoder;
    }

    /** Whether the producer's record is carried. */
    public boolean hasFrame() {
        return frameAt >= 0;
    }

    /** A copy of what the record is without its vector, as {@link dev.narrows.schemas.frame.FrameReader} takes it; empty where there is none. */
    public byte[] frame() {
        return copy(frameAt, frameBytes);
    }

    private byte[] copy(int at, int length) {
        byte[] part = new byte[length];
        if (length > 0) {
            System.arraycopy(bytes, at, part, 0, length);
        }
        return part;
    }

    void is(
            byte[] value,
            int version,
            int codeAt,
            int codeBytes,
            float error,
            int correctionAt,
            int correctionBytes,
            int decoder,
            int frameAt,
            int frameBytes) {
        this.bytes = value;
        this.modelVersion = version;
        this.codeAt = codeAt;
        this.codeBytes = codeBytes;
        this.error = error;
        this.correctionAt = correctionAt;
        this.correctionBytes = correctionBytes;
        this.decoder = decoder;
        this.frameAt = frameAt;
        this.frameBytes = frameBytes;
    }
}
