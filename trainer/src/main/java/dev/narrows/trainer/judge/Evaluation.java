package dev.narrows.trainer.judge;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;

/**
 * How well a codec reconstructs rows that it has not learned from, in their own units. With x a value, y what comes back,
 * n rows of d values:
 *
 * <pre>
 *   mse        1/(n d) sum (x - y)^2
 *   mae        1/(n d) sum |x - y|
 *   euclidean  1/n sum over rows of sqrt(sum over features (x - y)^2)
 *   psnr       10 log10(peak^2 / mse), in dB, peak being the largest minus the smallest value of all
 *   explained  1 - mse / (1/(n d) sum (x - mean of the feature)^2)
 *   ratio      4 d / bytes of a code
 *   loss       1/(n d) sum ((x - y) / unit of the feature)^2
 * </pre>
 *
 * Immutable.
 */
public final class Evaluation {

    private final String codec;
    private final int codeBytes;
    private final Errors errors;
    private final Spread spread;
    private final float[] units;

    private Evaluation(Codec codec, Errors errors, Spread spread, float[] units) {
        this.codec = codec.name();
        this.codeBytes = codec.codeBytes();
        this.errors = errors;
        this.spread = spread;
        this.units = units;
    }

    /** Measures {@code codec} on all rows of {@code data}, whose features are of one unit. */
    public static Evaluation of(Codec codec, Dataset data) {
        return of(codec, data, new float[0]);
    }

    /**
     * Measures {@code codec} on all rows of {@code data}.
     *
     * @param units [data.dim()], above 0, what differences of each feature are judged in; empty where all are of one unit
     */
    public static Evaluation of(Codec codec, Dataset data, float[] units) {
        if (codec.dim() != data.dim()) {
            throw new IllegalArgumentException(
                    "data: rows of " + data.dim() + " values (expected: " + codec.dim() + ")");
        }
        Errors errors = new Errors(data.rows(), data.dim());
        Spread spread = new Spread(data.dim());
        int slice = Math.max(1, Math.min(data.rows(), (1 << 18) / data.dim()));
        float[] reconstructions = new float[slice * data.dim()];
        Slices.of(data, slice, (values, from, count) -> {
            codec.reconstruct(values, count, reconstructions);
            errors.add(values, reconstructions, from, count);
            spread.add(values, count);
        });
        return new Evaluation(codec, errors, spread, units.clone());
    }

    /** Name of the codec. */
    public String codec() {
        return codec;
    }

    /** Rows measured. */
    public int rows() {
        return errors.rows();
    }

    /** Bytes of a code. */
    public int codeBytes() {
        return codeBytes;
    }

    /** Mean squared error of a value. */
    public double mse() {
        return errors.squares() / errors.values();
    }

    /** Mean squared error of a value in units of its feature; {@link #mse()} where all are of one. */
    public double loss() {
        if (units.length == 0) {
            return mse();
        }
        double[] byFeature = featureMse();
        double sum = 0;
        for (int i = 0; i < byFeature.length; i++) {
            sum += byFeature[i] / units[i] / units[i];
        }
        return sum / byFeature.length;
    }

    /** Whether features are judged in units of their own. */
    public boolean ownUnits() {
        return units.length > 0;
    }

    /** Mean absolute error of a value. */
    public double mae() {
        return errors.absolutes() / errors.values();
    }

    /** Mean Euclidean length of what a row differs by. */
    public double euclidean() {
        return errors.lengths() / rows();
    }

    /** Largest value minus smallest. */
    public double peak() {
        return spread.peak();
    }

    /** Peak signal-to-noise ratio in dB; infinite where nothing is lost. */
    public double psnr() {
        return 10 * Math.log10(peak() * peak() / mse());
    }

    /** Share of the variance that comes back, at most 1; below 0 where the mean would have been better. */
    public double explained() {
        return 1 - errors.squares() / spread.squares();
    }

    /** Bytes of a row of float32 over bytes of a code. */
    public double ratio() {
        return (double) errors.dim() * Float.BYTES / codeBytes;
    }

    /** Mean squared error of each feature, [dim]. */
    public double[] featureMse() {
        return errors.featureMse();
    }

    /** Mean squared error of each row, [rows]. */
    public float[] rowMse() {
        return errors.rowMse();
    }
}
