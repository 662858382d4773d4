package dev.narrows.trainer.baseline;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.model.Baselines;
import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a version's baseline. The bins of its error are cut so that a tenth of the errors is in each, and the highest tenth
 * once more at a half and a tenth of it, because that is where alerts come from. Stateless; any thread.
 */
public final class LearnedBaseline {

    private static final double[] QUANTILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

    private LearnedBaseline() {}

    /**
     * Measures one.
     *
     * @param training rows that the version learned from
     * @param unseen normal rows that it did not
     * @param errors the version's own, of normal rows that it had not learned from, finite, in any order, at least one
     * @param codec the version
     */
    public static Baseline of(Dataset training, Dataset unseen, float[] errors, Codec codec) {
        double[] bounds = bounds(errors);
        Moments moments = Moments.of(training);
        return new Baseline(
                (long) Math.min(unseen.rows(), errors.length),
                Arrays.stream(bounds).boxed().toList(),
                shares(errors, bounds),
                Baselines.CODE_BINS,
                codeShares(unseen, codec),
                (long) training.rows(),
                floats(moments.means()),
                floats(moments.spreads()));
    }

    /** Rising even where many errors are alike: a bound that would be the one before is left out. */
    private static double[] bounds(float[] errors) {
        float[] sorted = errors.clone();
        Arrays.sort(sorted);
        return Arrays.stream(QUANTILES)
                .map(quantile -> sorted[(int) Math.floor(quantile * (sorted.length - 1))])
                .distinct()
                .toArray();
    }

    private static List<Double> shares(float[] errors, double[] bounds) {
        double[] shares = new double[bounds.length + 1];
        for (float error : errors) {
            shares[Baselines.bin(bounds, error)]++;
        }
        return Arrays.stream(shares).map(count -> count / errors.length).boxed().toList();
    }

    private static List<Float> codeShares(Dataset rows, Codec codec) {
        int codeBytes = codec.codeBytes();
        long[] counts = new long[codeBytes * Baselines.CODE_BINS];
        Slices.of(rows, (values, from, count) -> {
            byte[] codes = new byte[count * codeBytes];
            codec.encode(values, count, codes);
            for (int i = 0; i < codes.length; i++) {
                counts[i % codeBytes * Baselines.CODE_BINS + Baselines.codeBin(codes[i])]++;
            }
        });
        return IntStream.range(0, counts.length)
                .mapToObj(i -> (float) counts[i] / rows.rows())
                .toList();
    }

    private static List<Float> floats(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
