package dev.narrows.trainer.fidelity;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.LearnedFit;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.inspect.FeatureRanges;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Learns from training rows what corrections need. Pure functions. */
public final class Correctors {

    private Correctors() {}

    /**
     * Ranges of all rows, and a corrector for each fidelity, from as many rows as are enough.
     *
     * @param rows all finite, one at least
     * @param fidelities none of them LOSSY
     */
    public static Training learn(Dataset rows, List<Fidelity> fidelities) {
        FeatureRanges ranges = FeatureRanges.of(rows);
        Training training = new Training(ranges.lows(), ranges.highs(), List.of());
        if (fidelities.isEmpty()) {
            return training;
        }
        int count = Math.min(rows.rows(), LearnedFit.enough(rows.dim()));
        float[] sample = new float[count * rows.dim()];
        float[] row = new float[rows.dim()];
        for (int i = 0; i < count; i++) {
            rows.read((int) ((long) i * rows.rows() / count), 1, row);
            System.arraycopy(row, 0, sample, i * row.length, row.length);
        }
        List<ByteBuffer> correctors = new ArrayList<>();
        for (Fidelity fidelity : fidelities) {
            LearnedFit.fit(fidelity, training, sample, count, rows.dim())
                    .ifPresent(bytes -> correctors.add(ByteBuffer.wrap(bytes)));
        }
        return new Training(ranges.lows(), ranges.highs(), correctors);
    }
}
