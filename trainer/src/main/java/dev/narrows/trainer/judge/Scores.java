package dev.narrows.trainer.judge;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The score that a model gives each row of a data set, in its own error metric: what it compares with the threshold. */
public final class Scores {

    private final float[] values;

    private Scores(float[] values) {
        this.values = values;
    }

    /** Scores all rows. */
    public static Scores of(OnnxCodec model, Dataset rows) {
        float[] all = new float[rows.rows()];
        Slices.of(rows, (values, from, count) -> {
            float[] errors = new float[count];
            model.run(values, count, new byte[count * model.codeBytes()], errors, new float[count * model.dim()]);
            System.arraycopy(errors, 0, all, from, count);
        });
        return new Scores(all);
    }

    /** One a row, in the rows' order. The array is not copied. */
    public float[] values() {
        return values;
    }

    /** Numbers of the rows, the highest score first; of equal ones the first first. */
    public int[] falling() {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> values[row]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
