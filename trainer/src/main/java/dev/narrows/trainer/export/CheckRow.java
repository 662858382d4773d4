package dev.narrows.trainer.export;

import dev.narrows.schemas.CheckVector;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.network.Outcome;
import dev.narrows.trainer.network.TrainedNetwork;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the row that a model version is recognised by: of some of a data set the one whose latent is farthest from
 * where another code begins, so that float rounding on another machine does not change it.
 */
public final class CheckRow {

    private static final int CANDIDATES = 512;

    private CheckRow() {}

    /** That row and what the network makes of it. */
    public static CheckVector choose(TrainedNetwork trained, Dataset data) {
        int rows = Math.min(CANDIDATES, data.rows());
        int dim = data.dim();
        float[] values = new float[rows * dim];
        float[] row = new float[dim];
        for (int i = 0; i < rows; i++) {
            data.read((int) ((long) i * data.rows() / rows), 1, row);
            System.arraycopy(row, 0, values, i * dim, dim);
        }
        Outcome outcome = trained.run(values, rows);
        int best = farthest(outcome.margins());
        int bytes = trained.network().code().bytes();
        return CheckVector.newBuilder()
                .setVector(list(values, best * dim, dim))
                .setCode(ByteBuffer.wrap(Arrays.copyOfRange(outcome.codes(), best * bytes, (best + 1) * bytes)))
                .setError(outcome.errors()[best])
                .setReconstruction(list(outcome.reconstructions(), best * dim, dim))
                .build();
    }

    private static int farthest(float[] margins) {
        int best = 0;
        for (int i = 1; i < margins.length; i++) {
            if (margins[i] > margins[best]) {
                best = i;
            }
        }
        return best;
    }

    private static List<Float> list(float[] values, int from, int count) {
        List<Float> list = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            list.add(values[i]);
        }
        return list;
    }
}
