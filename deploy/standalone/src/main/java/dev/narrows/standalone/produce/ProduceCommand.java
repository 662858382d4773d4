package dev.narrows.standalone.produce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.schemas.pace.Pace;
import dev.narrows.schemas.produce.VectorProducer;
import dev.narrows.schemas.produce.VectorWriter;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.scan.TopicTail;
import dev.narrows.schemas.topic.Brokers;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.dataset.file.DataFileSettings;
import dev.narrows.trainer.flags.source.FileOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the rows of a file into the input topic, one record a row. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        description = "Put the rows of a file into the input topic, one record a row, in their order.")
public final class ProduceCommand implements Callable<Integer> {
    private static final int SLICE_VALUES = 1 << 18;

    enum KeyKind {
        NONE,
        ROW
    }

    @Mixin
    private ConnectionOptions connection;

    @Parameters(
            paramLabel = "FILE|DIR",
            description = "Vectors, one a row: .npy, .npz, idx, CSV, Parquet, a text or .bin file of word vectors,"
                    + " a folder of WAV files or of images, or one with X in one of these.")
    private Path file;

    @Mixin
    private FileOptions fileOptions = new FileOptions();

    @Option(names = "--topic", paramLabel = "NAME", description = "Default: setting input.topic.")
    private @Nullable String topic;

    @Option(names = "--format", paramLabel = "avro|raw|json", description = "Default: setting input.format.")
    private @Nullable VectorFormat format;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second (default: as fast as it goes).")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(names = "--max", paramLabel = "N", description = "The first N rows only.")
    private long max = Long.MAX_VALUE;

    @Option(names = "--repeat", paramLabel = "N", description = "The file N times over (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Option(
            names = "--keys",
            paramLabel = "none|row",
            description = "No keys, or each record's number from 0 as text (default: ${DEFAULT-VALUE}).")
    private KeyKind keys = KeyKind.NONE;

    @Option(
            names = "--compression",
            paramLabel = "CODEC",
            description = "Of the record batches: none, gzip, snappy, lz4, zstd (default: ${DEFAULT-VALUE}).")
    private String compression = "none";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(rate > 0)) {
            throw new ParameterException(spec.commandLine(), "--rate: " + rate + " (expected: > 0)");
        }
        NarrowsSettings settings = connection.settings();
        String target = topic == null ? settings.input().topic() : topic;
        Dataset data = DataFile.open(file, fileSettings());
        Brokers.reach(settings.client());
        requireTopic(settings, target);
        Map<String, Object> kafka = new HashMap<>(settings.client());
        kafka.put("compression.type", compression);
        long start = System.nanoTime();
        long sent;
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                VectorProducer producer = VectorProducer.open(kafka, target)) {
            sent = send(data, producer, VectorWriter.of(format(settings), target, registry));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%d records of %d values to %s in %.1f s (%.0f/s)%n",
                        sent,
                        data.dim(),
                        target,
                        seconds,
                        sent / seconds);
        return 0;
    }

    private DataFileSettings fileSettings() {
        try {
            return fileOptions.settings();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A producer would wait a minute for a topic that nobody makes. */
    private static void requireTopic(NarrowsSettings settings, String topic) {
        TopicTail.open(settings.client(), topic, false).close();
    }

    private long send(Dataset data, VectorProducer producer, VectorWriter writer) {
        Pace pace = new Pace(rate);
        long all = Math.min(max, (long) data.rows() * repeat);
        int slice = Math.max(1, SLICE_VALUES / data.dim());
        float[] rows = new float[slice * data.dim()];
        float[] row = new float[data.dim()];
        long sent = 0;
        while (sent < all) {
            int from = (int) (sent % data.rows());
            int count = (int) Math.min(Math.min(slice, data.rows() - from), all - sent);
            data.read(from, count, rows);
            for (int i = 0; i < count; i++) {
                System.arraycopy(rows, i * row.length, row, 0, row.length);
                pace.await();
                producer.send(key(sent++), writer.write(row));
            }
        }
        producer.flush();
        return sent;
    }

    private byte @Nullable [] key(long number) {
        return keys == KeyKind.ROW ? Long.toString(number).getBytes(UTF_8) : null;
    }

    private VectorFormat format(NarrowsSettings settings) {
        return format != null
                ? format
                : VectorFormat.valueOf(settings.input().format().toUpperCase(Locale.ROOT));
    }
}
