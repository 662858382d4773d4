package dev.narrows.stream.drift;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.CodeHistogram;
import dev.narrows.schemas.Drift;
import dev.narrows.schemas.FeatureSums;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.Baselines;
import dev.narrows.schemas.model.ToyModels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A made-up stream of rows with four features, two code bytes and an error, whose baseline is measured on as many rows as
 * a test says, and a detector that looks at it. Codes and errors are drawn apart from the features.
 */
public final class Stream {

    private static final List<String> NAMES = List.of("speed", "heat", "load", "noise");
    private static final double[] BOUNDS = {0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.3, 1.6, 2, 3};
    private static final Duration WINDOW = Duration.ofMinutes(5);

    public double errorFactor = 1;
    int codeShift;

    private final Random random;
    private final ModelManifest manifest;
    private final DriftDetector detector;
    private Instant now = Instant.EPOCH;

    public Stream(int baselineRows, long seed) {
        random = new Random(seed);
        Counts counts = counts(baselineRows, row -> row);
        Baseline baseline = new Baseline(
                (long) baselineRows,
                boxed(BOUNDS),
                shares(counts.errors, baselineRows),
                Baselines.CODE_BINS,
                shares(counts.codes, baselineRows).stream()
                        .map(Double::floatValue)
                        .toList(),
                (long) baselineRows,
                Arrays.stream(counts.sums)
                        .mapToObj(sum -> (float) (sum / baselineRows))
                        .toList(),
                List.of(1f, 1f, 1f, 1f));
        manifest = ModelManifest.newBuilder(
                        ToyModels.artefact("toy", 1, NAMES.size(), 2).manifest())
                .setFeatureNames(NAMES)
                .setBaseline(baseline)
                .build();
        detector = new DriftDetector(manifest, baseline, new DriftSettings(WINDOW, WINDOW.multipliedBy(100), 1000));
    }

    public ModelManifest manifest() {
        return manifest;
    }

    /** A report of so many sampled rows; the next one is of the next window. */
    public QualityReport next(int rows) {
        QualityReport report = report(counts(rows, row -> row));
        now = now.plus(WINDOW);
        return report;
    }

    /** What is told of a window in which the feature load is half a spread higher. */
    QualityReport shiftedLoad() {
        DriftSettings settings = new DriftSettings(WINDOW, WINDOW.multipliedBy(100), 1000);
        DriftReports drift = new DriftReports(id -> Optional.of(manifest), settings);
        drift.see(report(counts(2000, row -> {
            row[2] += 0.5;
            return row;
        })));
        now = now.plus(WINDOW);
        return drift.see(next(10)).orElseThrow();
    }

    /** What the detector tells of a window of so many sampled rows, each as it would be but for a change. */
    List<Drift> window(int rows, UnaryOperator<double[]> change) {
        detector.see(report(counts(rows, change)));
        now = now.plus(WINDOW);
        return detector.see(report(counts(0, change)));
    }

    private Counts counts(int rows, UnaryOperator<double[]> change) {
        Counts counts = new Counts();
        for (int i = 0; i < rows; i++) {
            double[] row = new double[NAMES.size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextGaussian();
            }
            counts.add(change.apply(row));
            counts.errors[Baselines.bin(BOUNDS, errorFactor * -Math.log(1 - random.nextDouble()))]++;
            counts.codes[Baselines.codeBin((byte) code(0))]++;
            counts.codes[Baselines.CODE_BINS + Baselines.codeBin((byte) code(codeShift))]++;
        }
        counts.rows = rows;
        return counts;
    }

    private int code(int shift) {
        return (int) Math.max(0, Math.min(255, 128 + shift + 50 * random.nextGaussian()));
    }

    private QualityReport report(Counts counts) {
        long rows = counts.rows;
        return new QualityReport(
                "toy",
                1,
                "here",
                now,
                now.plusSeconds(10),
                rows,
                0L,
                0L,
                0L,
                0L,
                0.0,
                boxed(BOUNDS),
                Arrays.stream(counts.errors).boxed().toList(),
                "vectors",
                0,
                Map.of(),
                0L,
                0L,
                new CodeHistogram(
                        rows,
                        Baselines.CODE_BINS,
                        Arrays.stream(counts.codes).boxed().toList()),
                null,
                new FeatureSums(rows, boxed(counts.sums), boxed(counts.squares)),
                List.of());
    }

    private static List<Double> boxed(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static List<Double> shares(long[] counts, int rows) {
        return Arrays.stream(counts).mapToObj(count -> (double) count / rows).toList();
    }

    private static final class Counts {

        private final long[] errors = new long[BOUNDS.length + 1];
        private final long[] codes = new long[2 * Baselines.CODE_BINS];
        private final double[] sums = new double[NAMES.size()];
        private final double[] squares = new double[NAMES.size()];
        private long rows;

        private void add(double[] row) {
            for (int j = 0; j < row.length; j++) {
                sums[j] += row[j];
                squares[j] += row[j] * row[j];
            }
        }
    }
}
