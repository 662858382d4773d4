package dev.narrows.trainer.transform;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.matrix.Covariance;
import dev.narrows.trainer.matrix.Eigen;
import dev.narrows.trainer.matrix.Product;
import dev.narrows.trainer.network.Autoencoder;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.layer.Dense;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Torch;
import dev.narrows.trainer.tensor.Weights;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Finds a linear codec: {@code z = P (x - m)} on the principal components, levels of each by {@link ClassFit}, and
 * {@code x' = P' z' + m} (the Karhunen-Loeve transform of classified transform coding). No gradients, so the same rows give
 * the same codec. One thread.
 */
public final class TransformFit {

    /** What classes and levels are learned from, in components; fewer than {@link #ENOUGH_ROWS} rows are always taken. */
    private static final int ENOUGH_COMPONENTS = 1_000_000;

    private static final int ENOUGH_ROWS = 12_000;
    private static final int SLICE_ROWS = 1_024;
    private static final int MOST_COMPONENTS = 512;
    private static final String ENCODER = "encoder.0";
    private static final String DECODER = "decoder.0";

    private TransformFit() {}

    /**
     * Learns from all rows; classes and levels from some, spread evenly: {@value #ENOUGH_ROWS}, or more where they are narrow.
     *
     * @param data rows in raw units
     * @param normalisation that gives every feature a mean of zero on them
     * @param codeBytes bytes of a code, 1 or more
     * @param classes of rows to tell apart, 1 or more
     * @return a network whose weights the caller closes
     */
    public static TrainedNetwork fit(Dataset data, Normalisation normalisation, int codeBytes, int classes, long seed) {
        Torch.enter();
        int dim = data.dim();
        int most = Math.min(Math.min(dim, MOST_COMPONENTS), Byte.SIZE * codeBytes);
        Covariance covariance = new Covariance(dim);
        slices(data, normalisation, (normal, from, count) -> covariance.add(normal, count));
        Eigen eigen = Eigen.ofSymmetric(covariance.matrix(), dim, most);
        float[] basis = eigen.vectors();
        Dataset some = spread(data, Math.max(ENOUGH_ROWS, ENOUGH_COMPONENTS / most));
        float[][] components = new float[some.rows()][];
        slices(some, normalisation, (normal, from, count) -> {
            float[] z = Product.transposed(normal, basis, count, dim, most);
            for (int row = 0; row < count; row++) {
                components[from + row] = Arrays.copyOfRange(z, row * most, (row + 1) * most);
            }
        });
        ClassFit.Found found = ClassFit.fit(components, codeBytes, classes, seed);
        return network(some, normalisation, basis, found);
    }

    static TrainedNetwork network(Dataset rows, Normalisation normalisation, float[] basis, ClassFit.Found found) {
        int dim = rows.dim();
        int[] used = found.components();
        float[] inwards = new float[used.length * dim];
        float[] outwards = new float[dim * used.length];
        for (int i = 0; i < used.length; i++) {
            for (int j = 0; j < dim; j++) {
                inwards[i * dim + j] = basis[used[i] * dim + j];
                outwards[j * used.length + i] = basis[used[i] * dim + j];
            }
        }
        Autoencoder network = Autoencoder.orthonormal(
                normalisation,
                new Dense(ENCODER, dim, used.length, 1),
                new TransformCode(found.tables()),
                new Dense(DECODER, used.length, dim, 1),
                Parseval.holds(rows, normalisation, inwards, found.tables()));
        Weights weights = network.start(0);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            weights.set(ENCODER + ".weight", Torch.tensor(inwards, used.length, dim));
            weights.set(ENCODER + ".bias", Torch.tensor(new float[used.length], used.length));
            weights.set(DECODER + ".weight", Torch.tensor(outwards, dim, used.length));
            weights.set(DECODER + ".bias", Torch.tensor(new float[dim], dim));
            return new TrainedNetwork(network, weights);
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    private static Dataset spread(Dataset data, int enough) {
        int rows = Math.min(enough, data.rows());
        return rows == data.rows()
                ? data
                : Selection.of(
                        data,
                        IntStream.range(0, rows)
                                .map(i -> (int) ((long) i * data.rows() / rows))
                                .toArray());
    }

    /** What is done with a slice of normalised rows. */
    interface Slice {
        void take(float[] normal, int from, int count);
    }

    /** Takes all rows through the normalisation, some at a time, in order. */
    static void slices(Dataset data, Normalisation normalisation, Slice slice) {
        float[] values = new float[SLICE_ROWS * data.dim()];
        for (int from = 0; from < data.rows(); from += SLICE_ROWS) {
            int count = Math.min(SLICE_ROWS, data.rows() - from);
            data.read(from, count, values);
            float[] normal;
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                normal = Torch.values(normalisation.apply(
                        Torch.tensor(values, SLICE_ROWS, data.dim()).narrow(0, 0, count)));
            }
            slice.take(normal, from, count);
        }
    }
}
