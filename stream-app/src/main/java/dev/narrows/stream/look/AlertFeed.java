package dev.narrows.stream.look;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.alert.KeyText;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** Follows the alerts topic from its last few thousand records on. Where more come than are kept, it leaps. One thread. */
final class AlertFeed implements AutoCloseable {

    private static final int MOST_POLLS = 20;
    private static final Duration POLL = Duration.ofMillis(20);

    private final String topic;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final RecordDeserializer<AnomalyAlert> deserializer;
    private List<TopicPartition> assigned = List.of();

    AlertFeed(Map<String, ?> client, String topic, SchemaRegistry registry) {
        this.topic = topic;
        this.consumer = TopicReader.consumer(client, IsolationLevel.READ_COMMITTED);
        this.deserializer = new RecordDeserializer<>(registry, AnomalyAlert.getClassSchema());
    }

    /** Hands over what came since the last look, without vectors; nothing while there is no such topic. */
    void look(Consumer<PlacedAlert> each) {
        if (assigned.isEmpty()) {
            assign();
        }
        if (assigned.isEmpty()) {
            return;
        }
        leap();
        for (int i = 0; i < MOST_POLLS; i++) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                placed(record).map(PlacedAlert::withoutVector).ifPresent(each);
            }
            if (records.isEmpty()) {
                return;
            }
        }
    }

    /** The alert in a record of the topic; empty where it is none. */
    Optional<PlacedAlert> placed(ConsumerRecord<byte[], byte[]> record) {
        try {
            AnomalyAlert alert = deserializer.deserialize(topic, record.value());
            return Optional.ofNullable(alert)
                    .map(each -> new PlacedAlert(
                            record.partition(),
                            record.offset(),
                            Instant.ofEpochMilli(record.timestamp()),
                            KeyText.of(record.key()),
                            each));
        } catch (SerializationException e) {
            // Not ours; whoever reads alerts for a living says so.
            return Optional.empty();
        }
    }

    private void assign() {
        assigned = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(assigned);
        consumer.seekToEnd(assigned);
        assigned.forEach(partition -> consumer.seek(partition, Math.max(0, consumer.position(partition) - share())));
    }

    private void leap() {
        consumer.endOffsets(assigned).forEach((partition, end) -> {
            long earliest = Objects.requireNonNull(end) - share();
            if (consumer.position(partition) < earliest) {
                consumer.seek(partition, earliest);
            }
        });
    }

    private long share() {
        return Math.max(1, RecentAlerts.KEPT / assigned.size());
    }

    @Override
    public void close() {
        consumer.close();
        deserializer.close();
    }
}
