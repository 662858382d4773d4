package dev.narrows.trainer.judge;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each feature adds to a model's scores: the mean over rows of the share that it has in the score of a row, as alerts
 * tell it. Of {@value #MOST_ROWS} rows at most, at even distances.
 */
public final class Contributions {

    private static final int MOST_ROWS = 256;

    private final double[] shares;

    private Contributions(double[] shares) {
        this.shares = shares;
    }

    /** Measures. */
    public static Contributions of(OnnxCodec model, Dataset rows) {
        int some = Math.min(rows.rows(), MOST_ROWS);
        double[] sums = new double[rows.dim()];
        float[] row = new float[rows.dim()];
        int told = 0;
        for (int i = 0; i < some; i++) {
            rows.read((int) ((long) i * rows.rows() / some), 1, row);
            float[] shares = model.contributions(row);
            told += shares.length == 0 ? 0 : 1;
            for (int feature = 0; feature < shares.length; feature++) {
                sums[feature] += shares[feature];
            }
        }
        double[] means = new double[told == 0 ? 0 : sums.length];
        for (int feature = 0; feature < means.length; feature++) {
            means[feature] = sums[feature] / told;
        }
        return new Contributions(means);
    }

    /** One a feature, adding up to 1; empty where the model tells none. The array is not copied. */
    public double[] shares() {
        return shares;
    }

    /** Numbers of the features that add most, from 0, the one that adds most first. */
    public List<Integer> largest(int most) {
        return IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer feature) -> shares[feature])
                        .reversed())
                .limit(most)
                .toList();
    }
}
