package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.tensor.Torch;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/** Some rows of a data set in memory, row-major, in raw units. The array is not copied; nobody changes it. */
final class Sample {

    private final float[] values;
    private final int dim;

    private Sample(float[] values, int dim) {
        this.values = values;
        this.dim = dim;
    }

    /** All rows, or {@code most} of them drawn without replacement; the same for the same seed. */
    static Sample of(Dataset data, int most, long seed) {
        int rows = Math.min(most, data.rows());
        int[] drawn =
                new Random(seed).ints(0, data.rows()).distinct().limit(rows).toArray();
        // In rising order a file is read once; the order of the draw is what folds are made of.
        int[] rising = drawn.clone();
        Arrays.sort(rising);
        float[] read = new float[rows * data.dim()];
        Selection.of(data, rising).read(0, rows, read);
        float[] values = new float[read.length];
        for (int row = 0; row < rows; row++) {
            int from = Arrays.binarySearch(rising, drawn[row]);
            System.arraycopy(read, from * data.dim(), values, row * data.dim(), data.dim());
        }
        return new Sample(values, data.dim());
    }

    int rows() {
        return values.length / dim;
    }

    int dim() {
        return dim;
    }

    /** [rows * dim]. */
    float[] values() {
        return values;
    }

    /** A copy of one feature's values, [rows]. */
    float[] column(int feature) {
        float[] column = new float[rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = values[row * dim + feature];
        }
        return column;
    }

    Tensor tensor() {
        return Torch.tensor(values, rows(), dim);
    }
}
