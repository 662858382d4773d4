package dev.narrows.embedded.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The compacted topic {@code _schemas}: one partition, appended to and read from its beginning.
 *
 * <p>Not thread-safe: the registrar calls it under its own lock.
 */
final class SchemasTopic implements AutoCloseable {

    static final String NAME = "_schemas";

    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;

    private SchemasTopic(Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> consumer) {
        this.producer = producer;
        this.consumer = consumer;
    }

    /** Makes the topic if it is missing. */
    static SchemasTopic open(String bootstrapServers) {
        create(bootstrapServers);
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "client.id", "registry-writer",
                        "max.block.ms", 10_000,
                        "request.timeout.ms", 5_000,
                        "delivery.timeout.ms", 10_000,
                        "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "client.id",
                        "registry-reader",
                        "enable.auto.commit",
                        false,
                        "default.api.timeout.ms",
                        10_000,
                        "fetch.max.wait.ms",
                        50,
                        "auto.offset.reset",
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seek(PARTITION, 0);
        return new SchemasTopic(producer, consumer);
    }

    private static void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(NAME, Optional.of(1), Optional.empty());
            admin.createTopics(List.of(topic.configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic: " + NAME + " (expected: a topic that can be made)", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /** Returns when the record is on the broker. */
    void append(StoredKey key, StoredValue value) {
        try {
            producer.send(new ProducerRecord<>(NAME, 0, JSON.writeValueAsBytes(key), JSON.writeValueAsBytes(value)))
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("topic: " + NAME + " (expected: a topic that takes records)", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /** Hands over, in order, every record that was written before this call and not handed over yet. */
    void readToEnd(BiConsumer<StoredKey, StoredValue> to) {
        long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
        while (consumer.position(PARTITION) < end) {
            for (ConsumerRecord<byte[], byte[]> stored : consumer.poll(POLL)) {
                hand(stored, to);
            }
        }
    }

    private static void hand(ConsumerRecord<byte[], byte[]> stored, BiConsumer<StoredKey, StoredValue> to) {
        if (stored.key() == null || stored.value() == null) {
            return;
        }
        try {
            to.accept(JSON.readValue(stored.key(), StoredKey.class), JSON.readValue(stored.value(), StoredValue.class));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    NAME + ": unreadable record at offset " + stored.offset()
                            + " (expected: Confluent's layout of the schemas topic)",
                    e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
