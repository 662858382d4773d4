package dev.narrows.trainer.score.residual;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.tensor.Torch;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Differences between rows and their reconstructions, in the network's units, with the latents in between. */
final class Residuals {

    private static final int MOST_ROWS = 20_000;
    private static final int MOST_VALUES = 1 << 24;
    private static final int SLICE_ROWS = 1024;

    private final int rows;
    private final int dim;
    private final float[] values;
    private final float[] latents;

    private Residuals(int rows, int dim, float[] values, float[] latents) {
        this.rows = rows;
        this.dim = dim;
        this.values = values;
        this.latents = latents;
    }

    /** Of all rows of {@code data}, or of as many as fit, spread evenly. */
    static Residuals of(TrainedNetwork trained, Dataset data) {
        int most = Math.min(MOST_ROWS, Math.max(1, MOST_VALUES / data.dim()));
        int rows = Math.min(most, data.rows());
        Dataset some = Selection.of(
                data,
                IntStream.range(0, rows)
                        .map(row -> (int) ((long) row * data.rows() / rows))
                        .toArray());
        int dims = trained.network().code().dims();
        float[] values = new float[rows * data.dim()];
        float[] latents = new float[rows * dims];
        trained.stations(some, SLICE_ROWS, (from, stations) -> {
            float[] slice = Torch.values(stations.normal().sub(stations.decoded()));
            System.arraycopy(slice, 0, values, from * data.dim(), slice.length);
            float[] codes = Torch.values(stations.latent());
            System.arraycopy(codes, 0, latents, from * dims, codes.length);
        });
        return new Residuals(rows, data.dim(), values, latents);
    }

    int rows() {
        return rows;
    }

    int dim() {
        return dim;
    }

    /** [rows, dim], row-major; not copied. */
    float[] values() {
        return values;
    }

    /** [rows, latent dims], row-major, as the decoder saw them; not copied. */
    float[] latents() {
        return latents;
    }

    /** A copy of the sizes of one feature's differences, [rows]. */
    float[] sizes(int feature) {
        float[] sizes = new float[rows];
        for (int row = 0; row < rows; row++) {
            sizes[row] = Math.abs(values[row * dim + feature]);
        }
        return sizes;
    }

    /** [rows, dim]. */
    Tensor tensor() {
        return Torch.tensor(values, rows, dim);
    }
}
