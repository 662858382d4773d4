package dev.narrows.stream.quality;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.PairedEvidence;
import dev.narrows.stream.evidence.PairedError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What two versions made of the same rows since the last report. For the thread of its task. */
public final class PairedWindow {

    private static final int FIRST_PAIRS = 64;

    private final ModelManifest stable;
    private final ModelManifest candidate;
    private float[] differences = new float[FIRST_PAIRS];
    private int pairs;
    private long rows;
    private double stableErrors;
    private double candidateErrors;
    private long stableAlerts;
    private long candidateAlerts;
    private long stableFailures;
    private long candidateFailures;
    private long stableNanos;
    private long candidateNanos;

    PairedWindow(ModelManifest stable, ModelManifest candidate) {
        this.stable = stable;
        this.candidate = candidate;
    }

    boolean isOf(ModelManifest other) {
        return stable.getVersion() == other.getVersion();
    }

    /**
     * A row that both made something of.
     *
     * @param stableError of its reconstruction, {@link PairedError#squared}, finite
     * @param candidateError of its reconstruction, finite
     * @param stableAlerted whether the stable version alerts on it or would
     * @param candidateAlerted whether the candidate alerts on it or would
     */
    public void pair(double stableError, double candidateError, boolean stableAlerted, boolean candidateAlerted) {
        rows++;
        if (pairs == differences.length) {
            differences = Arrays.copyOf(differences, 2 * pairs);
        }
        differences[pairs++] = PairedError.difference(stableError, candidateError);
        stableErrors += stableError;
        candidateErrors += candidateError;
        stableAlerts += stableAlerted && !candidateAlerted ? 1 : 0;
        candidateAlerts += candidateAlerted && !stableAlerted ? 1 : 0;
    }

    /** A row that one of the two, or neither, could make something of. */
    public void failed(boolean stableFailed, boolean candidateFailed) {
        rows++;
        stableFailures += stableFailed && !candidateFailed ? 1 : 0;
        candidateFailures += candidateFailed && !stableFailed ? 1 : 0;
    }

    /** What encoding rows took, the same rows for both. */
    public void times(long stableTook, long candidateTook) {
        stableNanos += stableTook;
        candidateNanos += candidateTook;
    }

    /** @param stage that it was seen in */
    PairedEvidence evidence(String stage) {
        List<Float> boxed = new ArrayList<>(pairs);
        for (int i = 0; i < pairs; i++) {
            boxed.add(differences[i]);
        }
        return new PairedEvidence(
                stable.getVersion(),
                stage,
                rows,
                boxed,
                stableErrors,
                candidateErrors,
                stableAlerts,
                candidateAlerts,
                stableFailures,
                candidateFailures,
                stableNanos,
                candidateNanos,
                stable.getCodeBytes(),
                candidate.getCodeBytes());
    }
}
