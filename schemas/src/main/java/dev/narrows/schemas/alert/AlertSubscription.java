package dev.narrows.schemas.alert;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts of a topic that a filter takes, as a Kafka consumer: those of committed transactions only, in a group of its
 * own, from where the group was. For one thread; the registry stays the caller's.
 *
 * <pre>{@code
 * try (AlertSubscription alerts = AlertSubscription.open(
 *         Map.of("bootstrap.servers", "localhost:9092", "group.id", "my-team"), "alerts", registry, filter)) {
 *     while (running) {
 *         for (PlacedAlert alert : alerts.poll(Duration.ofSeconds(1))) {
 *             tell(alert);
 *         }
 *         alerts.commit();
 *     }
 * }
 * }</pre>
 */
public final class AlertSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertSubscription.class);

    private final String topic;
    private final AlertFilter filter;
    private final Consumer<byte[], byte[]> consumer;
    private final RecordDeserializer<AnomalyAlert> deserializer;

    private AlertSubscription(
            String topic,
            AlertFilter filter,
            Consumer<byte[], byte[]> consumer,
            RecordDeserializer<AnomalyAlert> deserializer) {
        this.topic = topic;
        this.filter = filter;
        this.consumer = consumer;
        this.deserializer = deserializer;
    }

    /** How far a partition may count as done. */
    @FunctionalInterface
    public interface Done {

        /**
         * The next offset that is to be read again after a restart.
         *
         * @param position the offset behind the last one that was handed over
         */
        long of(int partition, long position);
    }

    /**
     * Joins the group.
     *
     * @param kafkaConsumerSettings {@code bootstrap.servers} and {@code group.id} at least; where a group begins that has
     *     none yet says {@code auto.offset.reset}
     */
    public static AlertSubscription open(
            Map<String, ?> kafkaConsumerSettings, String topic, SchemaRegistry registry, AlertFilter filter) {
        Map<String, Object> settings = new HashMap<>(kafkaConsumerSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.subscribe(Set.of(topic));
            return new AlertSubscription(
                    topic, filter, consumer, new RecordDeserializer<>(registry, AnomalyAlert.getClassSchema()));
        } catch (RuntimeException | Error e) {
            consumer.close();
            throw e;
        }
    }

    /** What came and is wanted, in the order of each partition; empty where nothing came in time. */
    public List<PlacedAlert> poll(Duration atMost) {
        List<PlacedAlert> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
            try {
                AnomalyAlert alert = deserializer.deserialize(topic, record.value());
                if (alert != null) {
                    PlacedAlert placed = new PlacedAlert(
                            record.partition(),
                            record.offset(),
                            Instant.ofEpochMilli(record.timestamp()),
                            KeyText.of(record.key()),
                            alert);
                    if (filter.matches(placed)) {
                        found.add(placed);
                    }
                }
            } catch (SerializationException e) {
                LOG.warn(
                        "no alert partition={} offset={} reason={}",
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
        return found;
    }

    /** Everything that was handed over is done. */
    public void commit() {
        commit((partition, position) -> position);
    }

    /** Commits how far each partition of this member is done. */
    public void commit(Done done) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            offsets.put(partition, new OffsetAndMetadata(done.of(partition.partition(), position)));
        }
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    @Override
    public void close() {
        consumer.close();
        deserializer.close();
    }
}
