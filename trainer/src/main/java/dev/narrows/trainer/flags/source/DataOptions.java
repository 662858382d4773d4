package dev.narrows.trainer.flags.source;

import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.LabelMeaning;
import dev.narrows.trainer.dataset.Selection;
import dev.narrows.trainer.dataset.file.DataFile;
import dev.narrows.trainer.dataset.inspect.Inspection;
import dev.narrows.trainer.dataset.topic.TopicRows;
import dev.narrows.trainer.dataset.topic.TopicSettings;
import dev.narrows.trainer.dataset.topic.TopicSource;
import dev.narrows.trainer.setting.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where vectors come from: a file or folder, or a topic. */
public final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "FILE|DIR",
            description = "Vectors, one a row: .npy, .npz, idx, CSV, Parquet, a text or .bin file of word vectors,"
                    + " a folder of WAV files or of images, or one with X and y in one of these.")
    private @Nullable Path data;

    @Mixin
    private FileOptions file = new FileOptions();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "One label a row of --data, 0 for normal: .npy, idx, CSV or Parquet.")
    private @Nullable Path labels;

    @Option(
            names = "--labels-are",
            converter = Words.OfMeaning.class,
            paramLabel = "NAME",
            description = "anomalies: all but 0 are anomalous; they are not learned from, and detection is measured on"
                    + " them. classes: they say nothing of that (default: anomalies where there are only 0 and 1).")
    private @Nullable LabelMeaning meaning;

    @Option(
            names = "--normal-folder",
            paramLabel = "NAME",
            description = "Subfolder of --data whose files are normal (default: the one called normal, good or ok).")
    private @Nullable String normal;

    @Option(
            names = "--skip-unusable",
            description = "Leave out rows in which a value is missing, NaN or infinite, instead of refusing the data.")
    private boolean skipUnusable;

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
            description = "Field of an Avro or JSON value that holds the vector (default: ${DEFAULT-VALUE}).")
    private String field = "vector";

    @Option(
            names = "--input-fields",
            paramLabel = "NAMES",
            description = "In its place: fields of one number each, comma separated, as the service's input.fields.")
    private String fields = "";

    @Option(
            names = "--input-nulls",
            paramLabel = "NUMBER",
            description =
                    "What stands for a number that is null; refuse and mean leave such a record out (default: ${DEFAULT-VALUE}).")
    private String nulls = InputFields.REFUSE;

    /**
     * Reads them, and looks at every row.
     *
     * @return the rows that can be used
     * @throws IllegalArgumentException where neither or both of file and topic are given
     * @throws dev.narrows.trainer.dataset.DatasetException where there are no usable vectors
     */
    public Dataset read(ConnectionOptions connection, PrintWriter err) {
        Inspection inspection = Inspection.of(open(connection, err), skipUnusable);
        inspection.leftOut().ifPresent(leftOut -> err.println("warning: " + leftOut));
        return inspection.usable();
    }

    /**
     * As {@link #read}, for rows to learn from: without those whose labels say that they are anomalous. Warns of whatever
     * is not good about them.
     *
     * @throws dev.narrows.trainer.dataset.DatasetException also where they are too few, or all the same
     */
    public Dataset readToLearn(ConnectionOptions connection, PrintWriter err) {
        Dataset rows = open(connection, err);
        Dataset normal = Selection.normalRows(rows);
        if (normal.rows() < rows.rows()) {
            err.println("labels: " + (rows.rows() - normal.rows()) + " of " + rows.rows()
                    + " rows are anomalous and not learned from (--labels-are classes learns from all)");
        }
        Inspection inspection = Inspection.of(normal, skipUnusable);
        inspection.warnings().forEach(warning -> err.println("warning: " + warning));
        inspection.requireLearnable();
        return inspection.usable();
    }

    /** Rows without labels that do not mark anomalies, so that nobody takes a digit for one. */
    public Dataset marked(Dataset rows, PrintWriter err) {
        Dataset marked = LabelMeaning.anomaliesOf(rows, Optional.ofNullable(meaning));
        if (meaning == null && marked.labels().isEmpty()) {
            rows.labels()
                    .ifPresent(labels -> err.println("labels: " + LabelMeaning.count(labels)
                            + " classes, left out of account (--labels-are anomalies takes all but 0 for anomalous)"));
        }
        return marked;
    }

    private Dataset open(ConnectionOptions connection, PrintWriter err) {
        if ((data == null) == (topic == null)) {
            throw new IllegalArgumentException(
                    "--data, --topic: " + (data == null ? "neither" : "both") + " (expected: one of them)");
        }
        return topic == null
                ? marked(
                        DataFile.open(
                                Objects.requireNonNull(data),
                                file.settings(Optional.ofNullable(labels), Optional.ofNullable(normal))),
                        err)
                : topicRows(topic, connection, err);
    }

    private Dataset topicRows(String topic, ConnectionOptions connection, PrintWriter err) {
        connection.reach();
        TopicSettings settings = new TopicSettings(
                topic,
                last == null ? OptionalLong.empty() : OptionalLong.of(last),
                Optional.ofNullable(since),
                OptionalInt.empty(),
                TopicSettings.DEFAULT_PATIENCE);
        try (SchemaRegistry registry = connection.registry();
                TopicSource source = TopicSource.connect(
                        connection.kafka(),
                        VectorReader.of(
                                format,
                                InputFields.parse(field, fields, nulls),
                                registry,
                                VectorReader.DEFAULT_MAX_BYTES))) {
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
