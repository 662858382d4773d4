package dev.narrows.trainer;

import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.dataset.file.DataFileSettings;
import dev.narrows.trainer.dataset.topic.TopicRows;
import dev.narrows.trainer.dataset.topic.TopicSettings;
import dev.narrows.trainer.dataset.topic.TopicSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where vectors come from: a file, or a topic. */
final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Vectors, one a row: .npy, .csv or .tsv, or an idx file; all also with .gz.")
    private @Nullable Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "One label a row of --data, 0 for normal: .npy or idx.")
    private @Nullable Path labels;

    @Option(names = "--label-column", paramLabel = "NAME", description = "The column of a table that holds the labels.")
    private @Nullable String labelColumn;

    @Option(names = "--topic", paramLabel = "NAME", description = "Topic with vectors, instead of --data.")
    private @Nullable String topic;

    @Option(names = "--last", paramLabel = "N", description = "Of a topic: only the newest N records.")
    private @Nullable Long last;

    @Option(
            names = "--since",
            converter = Time.class,
            paramLabel = "TIME",
            description = "Of a topic: only records since 2026-03-01T00:00:00Z, say, or since PT2H before now.")
    private @Nullable Instant since;

    @Option(
            names = "--input-format",
            paramLabel = "NAME",
            description = "How a topic's values hold vectors: avro, raw or json (default: avro).")
    private VectorFormat format = VectorFormat.AVRO;

    @Option(
            names = "--input-field",
            paramLabel = "PATH",
            description = "Field of an Avro value that holds the vector (default: ${DEFAULT-VALUE}).")
    private String field = "vector";

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where neither or both of file and topic are given
     * @throws dev.narrows.trainer.dataset.DatasetException where there are no usable vectors
     */
    Dataset read(ConnectionOptions connection, PrintWriter err) {
        if ((data == null) == (topic == null)) {
            throw new IllegalArgumentException(
                    "--data, --topic: " + (data == null ? "neither" : "both") + " (expected: one of them)");
        }
        if (topic == null) {
            return DataFile.open(
                    data, new DataFileSettings(Optional.ofNullable(labels), Optional.ofNullable(labelColumn)));
        }
        TopicSettings settings = new TopicSettings(
                topic,
                last == null ? OptionalLong.empty() : OptionalLong.of(last),
                Optional.ofNullable(since),
                OptionalInt.empty(),
                TopicSettings.DEFAULT_PATIENCE);
        try (SchemaRegistry registry = connection.registry();
                TopicSource source =
                        TopicSource.connect(connection.kafka(), VectorReader.of(format, field, registry))) {
            TopicRows rows = source.read(settings);
            if (!rows.unusable().isEmpty()) {
                err.println("topic " + topic + ": left out " + rows.unusable() + " of " + rows.records() + " records");
            }
            return rows.data();
        }
    }

    /** A moment, or how long ago it was. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.startsWith("P") ? Instant.now().minus(Duration.parse(text)) : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' (expected: a time such as 2026-03-01T00:00:00Z, or a duration such as PT2H)");
            }
        }
    }
}
