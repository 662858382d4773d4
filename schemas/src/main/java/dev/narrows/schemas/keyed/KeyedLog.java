package dev.narrows.schemas.keyed;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.CompactedTopic;
import dev.narrows.schemas.topic.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records by id in a topic: compacted, the last record of an id counts, one without a value ends it. Any thread; the
 * registry that it was opened with stays the caller's. Methods throw Kafka's exceptions when the brokers do not answer,
 * and {@link dev.narrows.schemas.registry.RegistryException} when the registry does not; trying again is safe.
 *
 * @param <T> generated from an Avro schema of this module
 */
public final class KeyedLog<T extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyedLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static {
        GeneratedRecords.trust();
    }

    private final Map<String, ?> client;
    private final String topic;
    private final TopicReader reader;
    private final RecordSerializer<T> serializer;
    private final RecordDeserializer<T> deserializer;
    private final Map<String, T> known = new TreeMap<>();

    private KeyedLog(Map<String, ?> client, String topic, SchemaRegistry registry, Schema schema) {
        this.client = Map.copyOf(client);
        this.topic = topic;
        this.reader = new TopicReader(
                TopicReader.consumer(client, IsolationLevel.READ_UNCOMMITTED), topic, PATIENCE, System::nanoTime);
        this.serializer = new RecordSerializer<>(registry, schema);
        this.deserializer = new RecordDeserializer<>(registry, schema);
    }

    /**
     * Opens the topic; makes it, compacted and kept for ever, where it is missing.
     *
     * @param kafkaClientSettings what any Kafka client is configured with, {@code bootstrap.servers} at least
     * @throws IllegalStateException when the topic is there and deletes records by age or size
     */
    public static <T extends SpecificRecord> KeyedLog<T> open(
            Map<String, ?> kafkaClientSettings, String topic, SchemaRegistry registry, Schema schema) {
        CompactedTopic.ensure(kafkaClientSettings, topic);
        return new KeyedLog<>(kafkaClientSettings, topic, registry, schema);
    }

    /** What there is now, by id. */
    public synchronized Map<String, T> all() {
        reader.readTo(reader.end(), record -> {
            if (record.key() != null) {
                accept(new String(record.key(), StandardCharsets.UTF_8), record.value(), record.offset());
            }
        });
        return Map.copyOf(known);
    }

    /** Writes what an id stands for from now on, null for nothing any more, and waits until the brokers have it. */
    public synchronized void write(String id, @Nullable T record) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        byte[] value = serializer.serialize(topic, record);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void accept(String id, byte @Nullable [] value, long offset) {
        try {
            T record = deserializer.deserialize(topic, value);
            if (record == null) {
                known.remove(id);
            } else {
                known.put(id, record);
            }
        } catch (SerializationException e) {
            LOG.warn("record unreadable topic={} id={} offset={} reason={}", topic, id, offset, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        reader.close();
        deserializer.close();
    }
}
