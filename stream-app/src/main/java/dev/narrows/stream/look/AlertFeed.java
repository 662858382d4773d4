package dev.narrows.stream.look;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.alert.KeyText;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.RecentRecords;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Follows the alerts topic from its last few thousand records on. One thread. */
final class AlertFeed implements AutoCloseable {

    private final RecentRecords tail;
    private final RecordDeserializer<AnomalyAlert> deserializer;

    AlertFeed(Map<String, ?> client, String topic, SchemaRegistry registry) {
        this.tail = new RecentRecords(client, topic, RecentAlerts.KEPT);
        this.deserializer = new RecordDeserializer<>(registry, AnomalyAlert.getClassSchema());
    }

    /** Hands over what came since the last look, without vectors; nothing while there is no such topic. */
    void look(Consumer<PlacedAlert> each) {
        tail.look(record -> placed(record).map(PlacedAlert::withoutVector).ifPresent(each));
    }

    /** The alert in a record of the topic; empty where it is none. */
    Optional<PlacedAlert> placed(ConsumerRecord<byte[], byte[]> record) {
        try {
            AnomalyAlert alert = deserializer.deserialize(tail.topic(), record.value());
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

    @Override
    public void close() {
        tail.close();
        deserializer.close();
    }
}
