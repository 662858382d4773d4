package dev.narrows.schemas.encode;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.fidelity.Corrector;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.Fidelity.Mode;
import dev.narrows.schemas.fidelity.Training;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rows of a run keep more than their code, and has that written. For one thread at a time.
 *
 * <p>Rows whose error is not finite are kept only where the fidelity says so; the others of them become dead letters.
 */
public final class Corrections {

    private final Fidelity fidelity;
    private final float threshold;
    private final @Nullable Corrector usual;
    private final @Nullable Corrector exact;
    private final @Nullable Escape escape;
    private int[] usualRows = {};
    private int[] exactRows = {};

    /** @throws IllegalArgumentException when the model cannot keep that promise */
    public Corrections(Fidelity fidelity, ModelManifest model) {
        int dim = model.getInputDim();
        Training training = Training.of(model);
        this.fidelity = fidelity;
        this.threshold = model.getThreshold();
        this.escape = fidelity.escape().isPresent()
                ? new Escape(model, fidelity.escape().getAsDouble())
                : null;
        Fidelity kept = fidelity.escape().isPresent() ? fidelity.ofEscaped() : fidelity;
        this.usual = kept.mode() == Mode.LOSSY ? null : new Corrector(kept, dim, training);
        this.exact = fidelity.exactOnAnomaly() ? new Corrector(Fidelity.LOSSLESS, dim, training) : null;
    }

    /** Whether a row of that error is kept bit for bit, if it is kept. */
    public boolean areExact(float error) {
        return fidelity.mode() == Mode.LOSSLESS || isExact(error);
    }

    private boolean isExact(float error) {
        return exact != null && Float.isFinite(error) && error > threshold;
    }

    /**
     * Corrects the first rows of a run.
     *
     * @param input what the model ran over, float32 [*, inputDim]
     * @param errors what it made of them
     * @param rows how many
     * @param corrections takes the correction of each row at its number, null where it keeps its code
     */
    public void correct(FloatBuffer input, FloatBuffer errors, int rows, byte[][] corrections) {
        if (usualRows.length < rows) {
            usualRows = new int[rows];
            exactRows = new int[rows];
        }
        int usualCount = 0;
        int exactCount = 0;
        for (int row = 0; row < rows; row++) {
            corrections[row] = null;
            float error = errors.get(row);
            if (isExact(error)) {
                exactRows[exactCount++] = row;
            } else if (escape != null) {
                if (Float.isFinite(error) && escape.takes(input, row)) {
                    usualRows[usualCount++] = row;
                }
            } else if (Float.isFinite(error) || fidelity.keepsNonFinite()) {
                usualRows[usualCount++] = row;
            }
        }
        if (usual != null && usualCount > 0) {
            usual.correct(input, usualRows, usualCount, corrections);
        }
        if (exact != null && exactCount > 0) {
            exact.correct(input, exactRows, exactCount, corrections);
        }
    }
}
