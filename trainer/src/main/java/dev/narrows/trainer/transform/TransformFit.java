package dev.narrows.trainer.transform;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.matrix.Product;
import dev.narrows.trainer.network.TrainedNetwork;
import dev.narrows.trainer.network.scaling.Normalisation;
import dev.narrows.trainer.projection.Components;
import dev.narrows.trainer.projection.FixedNetwork;
import dev.narrows.trainer.projection.NormalRows;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import java.util.Map;

/**
 * Finds a linear codec: {@code z = P (x - m)} on the principal components, levels of each by {@link ClassFit}, and
 * {@code x' = P' z' + m} (the Karhunen-Loeve transform of classified transform coding). No gradients, so the same rows give
 * the same codec. One thread.
 */
public final class TransformFit {

    /** What classes and levels are learned from, in components; fewer than {@link #ENOUGH_ROWS} rows are always taken. */
    private static final int ENOUGH_COMPONENTS = 1_000_000;

    private static final int ENOUGH_ROWS = 12_000;

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
        int most = Components.most(dim, codeBytes);
        float[] basis = Components.of(data, normalisation, most).vectors();
        Dataset some = NormalRows.spread(data, Math.max(ENOUGH_ROWS, ENOUGH_COMPONENTS / most));
        float[][] components = new float[some.rows()][];
        NormalRows.slices(some, normalisation, (normal, from, count) -> {
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
        for (int i = 0; i < used.length; i++) {
            System.arraycopy(basis, used[i] * dim, inwards, i * dim, dim);
        }
        TransformCode code = new TransformCode(found.tables());
        return FixedNetwork.projecting(normalisation, inwards, dim, code, Map.of())
                .judgedOn(rows);
    }
}
