package dev.narrows.laboratory.rollout;

import dev.narrows.stream.evidence.PairedError;
import dev.narrows.trainer.baseline.Moments;
import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Pca;
import dev.narrows.trainer.codec.PcaCodec;
import dev.narrows.trainer.codec.Sample;
import dev.narrows.trainer.dataset.ArrayDataset;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.sweep.TrainTest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Errors that two codecs of equal make, learned from different halves of the training rows, have on the same test rows;
 * from these pairs of a stable version and a candidate are drawn, with replacement and with the two changing places at
 * random, so that the candidate is exactly as good on average, and then made worse or better by a factor. Immutable.
 */
final class Pairs {

    private static final int MOST_ROWS = 4000;
    private static final int MOST_COMPONENTS = 16;
    private static final int VALUES_A_COMPONENT = 8;
    /** Share of rows that a version leaves without alert when it is calibrated. */
    private static final double QUIET = 0.99;

    private static final int BISECTIONS = 60;

    private final double[][] errors;
    private final double[] thresholds;

    private Pairs(double[][] errors) {
        this.errors = errors;
        this.thresholds = Arrays.stream(errors).mapToDouble(Pairs::threshold).toArray();
    }

    /** Learns from four fifths of the rows, and draws from the others. */
    static Pairs of(Dataset rows, long seed) {
        TrainTest parts = TrainTest.of(rows, Optional.empty(), seed);
        ArrayDataset test = Sample.of(parts.test(), MOST_ROWS);
        float[] spreads = Moments.of(parts.train()).spreads();
        double[][] errors = new double[2][];
        for (int version = 0; version < 2; version++) {
            errors[version] = errors(codec(half(parts.train(), version)), test, spreads);
        }
        return new Pairs(errors);
    }

    /** Of given errors, two of each row. */
    static Pairs of(double[] one, double[] other) {
        return new Pairs(new double[][] {one.clone(), other.clone()});
    }

    private static Dataset half(Dataset rows, int which) {
        int[] some = IntStream.range(0, rows.rows()).filter(i -> i % 2 == which).toArray();
        return Selection.of(rows, some);
    }

    private static Codec codec(Dataset rows) {
        int components = Math.max(1, Math.min(MOST_COMPONENTS, rows.dim() / VALUES_A_COMPONENT));
        return PcaCodec.int8(Pca.fit(rows, components), rows);
    }

    private static double[] errors(Codec codec, ArrayDataset test, float[] spreads) {
        int dim = test.dim();
        float[] rows = new float[test.rows() * dim];
        float[] back = new float[rows.length];
        test.read(0, test.rows(), rows);
        codec.reconstruct(rows, test.rows(), back);
        return IntStream.range(0, test.rows())
                .mapToDouble(i -> PairedError.squared(rows, i * dim, back, i * dim, spreads, dim))
                .toArray();
    }

    private static double threshold(double[] errors) {
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        return sorted[(int) (QUIET * (sorted.length - 1))];
    }

    /**
     * The factor on the candidate's errors at which the mean paired difference is a given one.
     *
     * @param mean above -1, below 1
     */
    double factor(double mean) {
        double low = 1e-6;
        double high = 1e6;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = Math.sqrt(low * high);
            if (mean(middle) > mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double mean(double factor) {
        double sum = 0;
        for (int i = 0; i < errors[0].length; i++) {
            sum += PairedError.difference(errors[0][i], factor * errors[1][i]);
            sum += PairedError.difference(errors[1][i], factor * errors[0][i]);
        }
        return sum / (2 * errors[0].length);
    }

    /** Draws a row, and which of the two codecs is the candidate on it. */
    Pair draw(Random random, double factor) {
        int row = random.nextInt(errors[0].length);
        int stable = random.nextInt(2);
        int candidate = 1 - stable;
        double error = factor * errors[candidate][row];
        return new Pair(
                PairedError.difference(errors[stable][row], error),
                errors[stable][row] > thresholds[stable],
                error > thresholds[candidate]);
    }

    /**
     * What both versions make of a row.
     *
     * @param difference -1 to 1
     * @param stableAlerts whether the stable version's error is above its threshold
     * @param candidateAlerts whether the candidate's is above its own
     */
    record Pair(float difference, boolean stableAlerts, boolean candidateAlerts) {}
}
