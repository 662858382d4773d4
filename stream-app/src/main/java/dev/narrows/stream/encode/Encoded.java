package dev.narrows.stream.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.encode.Corrections;
import dev.narrows.schemas.model.Graphs;
import dev.narrows.schemas.onnx.Encoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What one version made of the rows of a slice that are its. Filled by whoever encodes the slice; holds as long as that. */
public final class Encoded {

    private final ModelManifest manifest;
    private final float threshold;
    private final int decoderId;
    private final ByteBuffer codes;
    private final float[] errors;
    private final byte[][] corrections;
    private boolean corrected;
    private int rows;
    private long runNanos;

    /** @param maxRows most rows of a slice */
    Encoded(ModelManifest manifest, int maxRows) {
        this.manifest = manifest;
        this.threshold = manifest.getThreshold();
        this.decoderId = Graphs.decoderId(manifest);
        this.codes = ByteBuffer.allocate(Math.multiplyExact(maxRows, manifest.getCodeBytes()));
        this.errors = new float[maxRows];
        this.corrections = new byte[maxRows][];
    }

    /** The version's manifest. */
    public ModelManifest manifest() {
        return manifest;
    }

    /** The error above which a vector is anomalous. */
    public float threshold() {
        return threshold;
    }

    /** Which decoder turns its codes back. */
    public int decoderId() {
        return decoderId;
    }

    /** Rows that it ran over, 0 where it did not. */
    public int rows() {
        return rows;
    }

    /** Nanoseconds that the run took. */
    public long runNanos() {
        return runNanos;
    }

    /** The codes of all rows, codeBytes each. */
    public ByteBuffer codes() {
        return codes;
    }

    /** The reconstruction error of a row, in the version's metric; not finite where the vector was not. */
    public float error(int row) {
        return errors[row];
    }

    /** The most that a row's code, or what stands in its place, takes. */
    public int mostBytes() {
        int codeBytes = manifest.getCodeBytes();
        return corrected ? Math.max(codeBytes, manifest.getInputDim() * Float.BYTES + 1) : codeBytes;
    }

    /** What stands in place of a row's code, null where that is kept. */
    public byte @Nullable [] correction(int row) {
        return corrections[row];
    }

    /** Takes another correction of a row. */
    void corrects(int row, byte[] correction) {
        corrections[row] = correction;
    }

    /**
     * Takes over what the encoder holds for its first rows.
     *
     * @param corrector makes what stands in place of a code; null where codes are kept
     */
    void ran(int readRows, long nanos, Encoder encoder, @Nullable Corrections corrector) {
        rows = readRows;
        runNanos = nanos;
        codes.put(0, encoder.codes(), 0, readRows * manifest.getCodeBytes());
        encoder.errors().get(0, errors, 0, readRows);
        if (corrector != null) {
            corrected = true;
            corrector.correct(encoder.input(), encoder.errors(), readRows, corrections);
        }
    }

    /** Takes over what the encoder holds for its first row, as another row of these. */
    void ranAlone(int row, Encoder encoder, @Nullable Corrections corrector) {
        int codeBytes = manifest.getCodeBytes();
        codes.put(row * codeBytes, encoder.codes(), 0, codeBytes);
        errors[row] = encoder.errors().get(0);
        if (corrector != null) {
            corrected = true;
            byte[][] first = new byte[1][];
            corrector.correct(encoder.input(), encoder.errors(), 1, first);
            corrections[row] = first[0];
        }
    }

    /** It has so many rows, each run alone, for which no time was taken. */
    void ran(int aloneRows) {
        rows = aloneRows;
        runNanos = 0;
    }
}
