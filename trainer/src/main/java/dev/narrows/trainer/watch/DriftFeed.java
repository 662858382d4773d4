package dev.narrows.trainer.watch;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.DriftText;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * What the service tells of drift from now on, from the topic of quality reports. One thread; the registry stays the
 * caller's.
 */
public final class DriftFeed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        GeneratedRecords.trust();
    }

    private final String topic;
    private final String model;
    private final TopicReader reader;
    private final Deserializer<QualityReport> deserializer;
    private @Nullable String newest;

    private DriftFeed(String topic, String model, TopicReader reader, Deserializer<QualityReport> deserializer) {
        this.topic = topic;
        this.model = model;
        this.reader = reader;
        this.deserializer = deserializer;
    }

    /**
     * Opens the topic at its end.
     *
     * @param kafka settings of Kafka's clients
     * @param topic of quality reports
     * @param model whose reports count
     */
    public static DriftFeed open(Map<String, ?> kafka, String topic, String model, SchemaRegistry registry) {
        TopicReader reader = new TopicReader(
                TopicReader.consumer(kafka, IsolationLevel.READ_COMMITTED), topic, PATIENCE, System::nanoTime);
        return atEnd(reader, topic, model, new RecordDeserializer<>(registry, QualityReport.getClassSchema()));
    }

    static DriftFeed atEnd(TopicReader reader, String topic, String model, Deserializer<QualityReport> deserializer) {
        try {
            reader.seek(reader.end());
            return new DriftFeed(topic, model, reader, deserializer);
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Waits for reports.
     *
     * @param timeout how long at most
     * @return the newest drift among them, in words; empty where none is told
     */
    public Optional<String> poll(Duration timeout) {
        newest = null;
        reader.poll(timeout, this::read);
        return Optional.ofNullable(newest);
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            QualityReport report = deserializer.deserialize(topic, record.value());
            if (report != null
                    && model.equals(report.getModelName())
                    && !report.getDrift().isEmpty()) {
                newest = DriftText.of(report);
            }
        } catch (SerializationException e) {
            // Of a build to come, or no report at all; the next one may be readable.
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
