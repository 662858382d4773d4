package dev.narrows.laboratory.fidelity;

import dev.narrows.laboratory.rate.BrokerDisk;
import dev.narrows.schemas.fidelity.CorrectionReader;
import dev.narrows.schemas.fidelity.Corrector;
import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.fidelity.Fidelity.Unit;
import dev.narrows.schemas.fidelity.Training;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.inspect.FeatureRanges;
import dev.narrows.trainer.fidelity.Correctors;
import dev.narrows.trainer.sweep.TrainTest;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps the test rows of sets at several bounds and to the last bit, as the service would, and weighs what that takes on the
 * disk of a real broker. Whatever learns, learns from the training rows. One thread.
 */
public final class FidelityBench implements AutoCloseable {

    /** Shares of a feature's range in training. */
    public static final List<Double> BOUNDS = List.of(1e-1, 1e-2, 1e-3);

    private static final int VERSION = 1;
    // Of as many bytes as that of almost any decoder.
    private static final int DECODER = Integer.MIN_VALUE;
    private static final long ENOUGH_NANOS = 300_000_000;

    private final BrokerDisk disk;
    private final LatentWriter writer;
    private final Consumer<String> lines;

    private FidelityBench(BrokerDisk disk, Consumer<String> lines) {
        this.disk = disk;
        this.writer = disk.latentWriter();
        this.lines = lines;
    }

    /**
     * Starts the broker whose disk is measured.
     *
     * @param lines hears each figure as it is found
     */
    public static FidelityBench open(Consumer<String> lines) throws IOException {
        return new FidelityBench(BrokerDisk.open(), lines);
    }

    /**
     * Measures one set.
     *
     * @param name for the lines
     * @param rows to learn from and to measure on
     * @param slice rows that are corrected together
     * @return by the promise: each of {@link #BOUNDS}, and lossless
     */
    public Map<String, FidelityFigure> run(String name, TrainTest rows, int slice) {
        float[][] test = arrays(rows.test());
        Baselines baselines = new Baselines(disk, arrays(rows.train()), test);
        Searches searches = new Searches(disk, rows.train(), test);
        FeatureRanges ranges = FeatureRanges.of(rows.train());
        Map<String, FidelityFigure> figures = new LinkedHashMap<>();
        for (double bound : BOUNDS) {
            Fidelity fidelity = Fidelity.bounded(Unit.RANGE, bound);
            double[] steps = steps(ranges, bound);
            FidelityFigure figure =
                    measure(fidelity, rows.train(), test, slice, steps, baselines.bounded(steps), searches);
            figures.put(bound + "", figure);
            tell(name, bound + "", figure);
        }
        FidelityFigure exact = measure(
                Fidelity.LOSSLESS,
                rows.train(),
                test,
                slice,
                new double[rows.test().dim()],
                baselines.exact(),
                searches);
        figures.put("lossless", exact);
        tell(name, "lossless", exact);
        return figures;
    }

    private void tell(String name, String bound, FidelityFigure figure) {
        Map.Entry<String, Double> best = figure.best();
        lines.accept(String.format(
                Locale.ROOT,
                "%s %s: %.2f bytes (lz4 %.2f), best else %.2f (%s): %.3f; worst %.4f, %d violations of %d,"
                        + " %.0f encoded/s, %.0f decoded/s",
                name,
                bound,
                figure.bytes(),
                figure.bytesLz4(),
                best.getValue(),
                best.getKey(),
                figure.bytes() / best.getValue(),
                figure.worst(),
                figure.violations(),
                figure.values(),
                figure.encodePerSecond(),
                figure.decodePerSecond()));
        Double recall = figure.recallAt10();
        if (recall != null) {
            String others = figure.searchBaselines().entrySet().stream()
                    .map(each -> String.format(
                            Locale.ROOT,
                            "%s %.3f in %.2f bytes",
                            each.getKey(),
                            each.getValue().recallAt10(),
                            each.getValue().bytes()))
                    .collect(Collectors.joining(", "));
            lines.accept(String.format(
                    Locale.ROOT, "%s %s: of the 10 nearest %.3f are found; %s", name, bound, recall, others));
        }
    }

    private FidelityFigure measure(
            Fidelity fidelity,
            Dataset train,
            float[][] test,
            int slice,
            double[] steps,
            Map<String, Double> baselines,
            Searches searches) {
        Training training = Correctors.learn(train, List.of(fidelity));
        int dim = steps.length;
        Corrector corrector = new Corrector(fidelity.behind("zstd"), dim, training);
        List<FloatBuffer> slices = slices(test, slice);
        byte[][][] corrections = new byte[slices.size()][slice][];
        int[] all = new int[slice];
        for (int i = 0; i < slice; i++) {
            all[i] = i;
        }
        double encode = fastest(
                slices.size(),
                i -> corrector.correct(slices.get(i), all, slices.get(i).capacity() / dim, corrections[i]));
        CorrectionReader reader = new CorrectionReader(dim, training);
        float[][][] back = new float[slices.size()][slice][];
        double decode = fastest(slices.size(), i -> {
            for (int row = 0; row < slices.get(i).capacity() / dim; row++) {
                back[i][row] = reader.read(corrections[i][row]);
            }
        });
        byte[][][] unpadded = new byte[slices.size()][slice][];
        Corrector plain = new Corrector(fidelity, dim, training);
        for (int i = 0; i < slices.size(); i++) {
            plain.correct(slices.get(i), all, slices.get(i).capacity() / dim, unpadded[i]);
        }
        List<byte[]> latents = latents(corrections, test.length, slice);
        List<byte[]> others = latents(unpadded, test.length, slice);
        float[][] kept = new float[test.length][];
        double worst = 0;
        long violations = 0;
        for (int row = 0; row < test.length; row++) {
            kept[row] = back[row / slice][row % slice];
            for (int i = 0; i < dim; i++) {
                double off = off(test[row][i], kept[row][i], steps[i] / 2);
                worst = Math.max(worst, off);
                violations += off > 1 || Double.isNaN(off) ? 1 : 0;
            }
        }
        OptionalDouble recall = searches.recall(kept);
        return new FidelityFigure(
                disk.records(latents, "zstd"),
                disk.records(others, "lz4"),
                disk.records(others, "none"),
                worst,
                violations,
                (long) test.length * dim,
                baselines,
                recall.isPresent() ? recall.getAsDouble() : null,
                searches.others(),
                test.length / encode,
                test.length / decode);
    }

    private List<byte[]> latents(byte[][][] corrections, int rows, int slice) {
        List<byte[]> latents = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            latents.add(writer.writeCorrected(VERSION, 0, corrections[row / slice][row % slice], DECODER));
        }
        return latents;
    }

    /** How far off a value is over its bound; without one, 0 or NaN for every bit or not. */
    private static double off(float value, float back, double bound) {
        if (bound == 0) {
            return Float.floatToRawIntBits(value) == Float.floatToRawIntBits(back) ? 0 : Double.NaN;
        }
        return Math.abs((double) value - back) / bound;
    }

    private static double[] steps(FeatureRanges ranges, double bound) {
        double[] steps = new double[ranges.lows().size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] =
                    2 * (bound * ((double) ranges.highs().get(i) - ranges.lows().get(i)));
        }
        return steps;
    }

    private static float[][] arrays(Dataset rows) {
        float[][] all = new float[rows.rows()][rows.dim()];
        for (int row = 0; row < all.length; row++) {
            rows.read(row, 1, all[row]);
        }
        return all;
    }

    private static List<FloatBuffer> slices(float[][] rows, int slice) {
        List<FloatBuffer> slices = new ArrayList<>();
        for (int from = 0; from < rows.length; from += slice) {
            int count = Math.min(slice, rows.length - from);
            FloatBuffer some = FloatBuffer.allocate(count * rows[0].length);
            for (int row = from; row < from + count; row++) {
                some.put(rows[row]);
            }
            slices.add(some.rewind());
        }
        return slices;
    }

    private interface Slice {
        void run(int number);
    }

    /** Seconds of the fastest of some passes. */
    private static double fastest(int slices, Slice slice) {
        long fastest = Long.MAX_VALUE;
        long start = System.nanoTime();
        for (int pass = 0; pass < 3 || System.nanoTime() - start < ENOUGH_NANOS; pass++) {
            long from = System.nanoTime();
            for (int i = 0; i < slices; i++) {
                slice.run(i);
            }
            fastest = Math.min(fastest, System.nanoTime() - from);
        }
        return fastest / 1e9;
    }

    /** Stops the broker and deletes what it wrote. */
    @Override
    public void close() {
        disk.close();
    }
}
