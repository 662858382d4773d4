package dev.narrows.standalone.live;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.UnreadableVectorException;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.standalone.topic.TopicPeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The alerts that came since the last look, with the vectors that raised them: from the alert where it carries the
 * vector, otherwise from the input topic. Of a flood it takes the last few of each partition. One thread.
 */
final class NewAlerts implements AutoCloseable {
    private static final int AT_MOST = 12;

    private final String topic;
    private final TopicPeek peek;
    private final VectorReader vectors;
    private final RecordDeserializer<AnomalyAlert> alerts;
    private final Map<TopicPartition, Long> seen = new HashMap<>();

    NewAlerts(String topic, TopicPeek peek, VectorReader vectors, SchemaRegistry registry) {
        this.topic = topic;
        this.peek = peek;
        this.vectors = vectors;
        this.alerts = new RecordDeserializer<>(registry, AnomalyAlert.getClassSchema());
    }

    /** Oldest first within a partition. */
    List<ShownAlert> look() {
        List<ShownAlert> found = new ArrayList<>();
        for (TopicPartition partition : peek.partitions(topic)) {
            long end = peek.end(partition);
            long next = Math.max(seen.getOrDefault(partition, 0L), end - AT_MOST);
            if (next < end) {
                for (ConsumerRecord<byte[], byte[]> record : peek.from(partition, next, AT_MOST)) {
                    found.add(shown(alerts.deserialize(topic, record.value())));
                }
                seen.put(partition, end);
            }
        }
        return found;
    }

    private ShownAlert shown(AnomalyAlert alert) {
        if (alert.getVector() == null) {
            return new ShownAlert(alert, fromInput(alert));
        }
        float[] vector = new float[alert.getVector().size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = alert.getVector().get(i);
        }
        return new ShownAlert(alert, vector);
    }

    private float[] fromInput(AnomalyAlert alert) {
        TopicPartition partition = new TopicPartition(alert.getTopic(), alert.getPartition());
        for (ConsumerRecord<byte[], byte[]> record : peek.from(partition, alert.getOffset(), 1)) {
            try {
                if (record.offset() == alert.getOffset()) {
                    return vectors.readAll(record.value());
                }
            } catch (UnreadableVectorException noLongerThere) {
                break;
            }
        }
        return new float[0];
    }

    @Override
    public void close() {
        alerts.close();
    }
}
