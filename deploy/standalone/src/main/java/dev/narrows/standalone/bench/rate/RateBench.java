package dev.narrows.standalone.bench.rate;

import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.codec.Float16Codec;
import dev.narrows.trainer.codec.Int8Codec;
import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.codec.textbook.Rival;
import dev.narrows.trainer.codec.textbook.Textbook;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.Evaluation;
import dev.narrows.trainer.sweep.RatePoint;
import dev.narrows.trainer.sweep.TrainTest;
import dev.narrows.trainer.sweep.ValueRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Rate and distortion of a data set: what a record takes on a broker's disk and what comes back of it, for vectors as they
 * are with none, lz4 and zstd; halves and bytes a value; PCA, product quantisation and a model of ours at several sizes.
 * Whatever learns, learns from the training rows; all are measured on the test rows. One thread.
 */
public final class RateBench implements AutoCloseable {
    private static final List<String> COMPRESSIONS = List.of("none", "lz4", "zstd");

    private final Dataset train;
    private final Dataset test;
    private final ValueRange range;
    private final Consumer<String> lines;
    private final BrokerDisk disk;
    private final List<RatePoint> points = new ArrayList<>();

    private RateBench(Dataset train, Dataset test, Consumer<String> lines, BrokerDisk disk) {
        this.train = train;
        this.test = test;
        this.lines = lines;
        this.range = ValueRange.of(train);
        this.disk = disk;
    }

    /**
     * Starts the broker whose disk is measured.
     *
     * @param rows to learn from and to measure on
     * @param lines hears each point as it is found
     */
    public static RateBench open(TrainTest rows, Consumer<String> lines) throws IOException {
        return new RateBench(rows.train(), rows.test(), lines, BrokerDisk.open());
    }

    /**
     * Measures all.
     *
     * @param codeBytes sizes, each 1 to as many bytes as a row has values
     * @param seed of product quantisation
     * @param ours trains a model whose code has that many bytes
     */
    public RateReport run(List<Integer> codeBytes, long seed, IntFunction<OnnxCodec> ours) {
        for (String compression : COMPRESSIONS) {
            String name = compression.equals("none") ? "raw" : compression;
            add(new RatePoint(name, train.dim() * Float.BYTES, disk.vectors(test, compression), 0));
        }
        measure("float16", new Float16Codec(train.dim()));
        measure("int8", Int8Codec.fit(train));
        int most = codeBytes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        Textbook textbook = Textbook.of(train, most, seed);
        for (int bytes : codeBytes) {
            for (Rival rival : Rival.values()) {
                measure(rival.word(), textbook.codec(rival, bytes));
            }
            try (OnnxCodec model = ours.apply(bytes)) {
                measure("narrows", model);
            }
        }
        return new RateReport(points);
    }

    private void measure(String name, Codec codec) {
        double mse = Evaluation.of(codec, test).mse();
        add(new RatePoint(name, codec.codeBytes(), disk.codes(codec, test), range.relative(mse)));
    }

    private void add(RatePoint point) {
        points.add(point);
        lines.accept(String.format(
                Locale.ROOT,
                "%s, %d bytes: %.1f bytes a record on the disk, mse %.3g",
                point.codec(),
                point.codeBytes(),
                point.recordBytes(),
                point.mse()));
    }

    /** Stops the broker and deletes what it wrote. */
    @Override
    public void close() {
        disk.close();
    }
}
