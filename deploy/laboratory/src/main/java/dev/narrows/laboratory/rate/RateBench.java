package dev.narrows.laboratory.rate;

import dev.narrows.laboratory.rate.Measured.CompressedDisk;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.common.record.internal.CompressionType;

/**
 * Rate and distortion of a data set: what a record takes on a broker's disk and what comes back of it, for vectors as they
 * are with none, lz4 and zstd; halves and bytes a value; PCA, product quantisation and a model of ours at several sizes.
 * Whatever learns, learns from the training rows; all are measured on the test rows. One thread.
 */
public final class RateBench implements AutoCloseable {
    private static final List<CompressionType> COMPRESSIONS =
            List.of(CompressionType.NONE, CompressionType.LZ4, CompressionType.ZSTD);

    private final Dataset train;
    private final Dataset test;
    private final ValueRange range;
    private final Consumer<String> lines;
    private final BrokerDisk disk;
    private final List<Measured> found = new ArrayList<>();

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
     * @param seed of the textbook's k-means
     * @param ours trains a model whose code has that many bytes
     */
    public RateReport run(List<Integer> codeBytes, long seed, IntFunction<OnnxCodec> ours) {
        for (CompressionType compression : COMPRESSIONS) {
            plain(compression);
        }
        measure("float16", new Float16Codec(train.dim()), Optional.empty());
        measure("int8", Int8Codec.fit(train), Optional.empty());
        int most = codeBytes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        Textbook textbook = Textbook.of(train, most, seed);
        for (int bytes : codeBytes) {
            for (Rival rival : Rival.values()) {
                measure(rival.word(), textbook.codec(rival, bytes), Optional.empty());
            }
            try (OnnxCodec model = ours.apply(bytes)) {
                measure("narrows", model, Optional.of(model.kind()));
            }
        }
        return new RateReport(found);
    }

    private void plain(CompressionType compression) {
        String name = compression == CompressionType.NONE ? "raw" : compression.name;
        RatePoint point = new RatePoint(name, train.dim() * Float.BYTES, disk.vectors(test, compression.name), 0);
        CodecTime time = CodecTime.of(disk.someVectors(test, CodecTime.MOST_ROWS), compression);
        add(new Measured(point, Optional.empty(), time, Optional.empty()));
    }

    private void measure(String name, Codec codec, Optional<String> kind) {
        double mse = Evaluation.of(codec, test).mse();
        List<byte[]> latents = disk.latents(codec, test);
        RatePoint point = new RatePoint(name, codec.codeBytes(), disk.records(latents, "none"), range.relative(mse));
        CompressedDisk compressed = new CompressedDisk(disk.records(latents, "lz4"), disk.records(latents, "zstd"));
        add(new Measured(point, Optional.of(compressed), CodecTime.of(codec, test), kind));
    }

    private void add(Measured measured) {
        found.add(measured);
        RatePoint point = measured.point();
        lines.accept(String.format(
                Locale.ROOT,
                "%s, %d bytes: %.1f bytes a record on the disk, mse %.3g, %.1f us to encode, %.1f us to decode",
                point.codec(),
                point.codeBytes(),
                point.recordBytes(),
                point.mse(),
                measured.time().encodeMicros(),
                measured.time().decodeMicros()));
    }

    /** Stops the broker and deletes what it wrote. */
    @Override
    public void close() {
        disk.close();
    }
}
