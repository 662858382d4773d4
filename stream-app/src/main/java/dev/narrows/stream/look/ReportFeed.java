package dev.narrows.stream.look;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.RecentRecords;
import dev.narrows.stream.config.NarrowsSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Follows the quality reports of one model and input, all instances', from the last few thousand on. Reports of drift count
 * no records and are passed over. One thread.
 */
final class ReportFeed implements AutoCloseable {

    private static final int KEPT = 5_000;

    private final String input;
    private final byte[] model;
    private final RecentRecords tail;
    private final RecordDeserializer<QualityReport> deserializer;

    ReportFeed(NarrowsSettings settings, SchemaRegistry registry) {
        this.input = settings.input().topic();
        this.model = settings.model().name().getBytes(StandardCharsets.UTF_8);
        this.tail = new RecentRecords(settings.client(), settings.topics().quality(), KEPT);
        this.deserializer = new RecordDeserializer<>(registry, QualityReport.getClassSchema());
    }

    /** Hands over what came since the last look; nothing while there is no such topic. */
    void look(Consumer<QualityReport> each) {
        tail.look(record -> read(record, each));
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Consumer<QualityReport> each) {
        if (!Arrays.equals(model, record.key())) {
            return;
        }
        QualityReport report;
        try {
            report = deserializer.deserialize(tail.topic(), record.value());
        } catch (SerializationException e) {
            // Of a build to come: the decider says so.
            return;
        }
        if (report != null
                && report.getDrift().isEmpty()
                && (report.getTopic().isEmpty() || report.getTopic().equals(input))) {
            each.accept(report);
        }
    }

    @Override
    public void close() {
        tail.close();
        deserializer.close();
    }
}
