package dev.narrows.trainer.transform;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.matrix.Covariance;
import dev.narrows.trainer.matrix.Eigen;
import dev.narrows.trainer.matrix.Product;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import java.util.Map;
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
        int most = mostComponents(dim, codeBytes);
        float[] basis = components(data, normalisation, most).vectors();
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

    /** How many components a code of that many bytes can have any use for. */
    static int mostComponents(int dim, int codeBytes) {
        return Math.min(Math.min(dim, MOST_COMPONENTS), Byte.SIZE * codeBytes);
    }

    /** The first principal components of all rows, normalised. */
    static Eigen components(Dataset data, Normalisation normalisation, int count) {
        Covariance covariance = new Covariance(data.dim());
        slices(data, normalisation, (normal, from, rows) -> covariance.add(normal, rows));
        return Eigen.ofSymmetric(covariance.matrix(), data.dim(), count);
    }

    static TrainedNetwork network(Dataset rows, Normalisation normalisation, float[] basis, ClassFit.Found found) {
        int dim = rows.dim();
        int[] used = found.components();
        float[] inwards = new float[used.length * dim];
        for (int i = 0; i < used.length; i++) {
            System.arraycopy(basis, used[i] * dim, inwards, i * dim, dim);
        }
        TransformCode code = new TransformCode(found.tables());
        return FixedNetwork.projecting(normalisation, inwards, dim, code, Map.of())
                .judgedOn(rows);
    }

    /** At most {@code enough} rows, at even distances. */
    static Dataset spread(Dataset data, int enough) {
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
