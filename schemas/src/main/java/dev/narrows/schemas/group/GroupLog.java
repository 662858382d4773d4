package dev.narrows.schemas.group;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.GroupWork;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of what each group works on: compacted, key the application id, the last record counts. Any thread; the
 * registry that it was opened with stays the caller's. Methods throw Kafka's exceptions when the brokers do not answer,
 * and {@link dev.narrows.schemas.registry.RegistryException} when the registry does not; trying again is safe.
 */
public final class GroupLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static {
        GeneratedRecords.trust();
    }

    private final Map<String, ?> client;
    private final String topic;
    private final TopicReader reader;
    private final RecordSerializer<GroupWork> serializer;
    private final RecordDeserializer<GroupWork> deserializer;
    private final Map<String, GroupWork> known = new TreeMap<>();

    private GroupLog(Map<String, ?> client, String topic, SchemaRegistry registry) {
        this.client = Map.copyOf(client);
        this.topic = topic;
        this.reader = new TopicReader(
                TopicReader.consumer(client, IsolationLevel.READ_UNCOMMITTED), topic, PATIENCE, System::nanoTime);
        this.serializer = new RecordSerializer<>(registry, GroupWork.getClassSchema());
        this.deserializer = new RecordDeserializer<>(registry, GroupWork.getClassSchema());
    }

    /**
     * Opens the topic; makes it, compacted and kept for ever, where it is missing.
     *
     * @param kafkaClientSettings what any Kafka client is configured with, {@code bootstrap.servers} at least
     * @throws IllegalStateException when the topic is there and deletes records by age or size
     */
    public static GroupLog open(Map<String, ?> kafkaClientSettings, String topic, SchemaRegistry registry) {
        CompactedTopic.ensure(kafkaClientSettings, topic);
        return new GroupLog(kafkaClientSettings, topic, registry);
    }

    /** What each group works on now, by application id. */
    public synchronized Map<String, GroupWork> groups() {
        reader.readTo(reader.end(), record -> {
            if (record.key() != null) {
                accept(new String(record.key(), StandardCharsets.UTF_8), record.value(), record.offset());
            }
        });
        return Map.copyOf(known);
    }

    /** Writes what a group works on from now on, and waits until the brokers have it. */
    public synchronized void write(String applicationId, GroupWork work) {
        byte[] key = applicationId.getBytes(StandardCharsets.UTF_8);
        byte[] value = serializer.serialize(topic, work);
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

    private void accept(String applicationId, byte[] value, long offset) {
        try {
            GroupWork work = deserializer.deserialize(topic, value);
            if (work == null) {
                known.remove(applicationId);
            } else {
                known.put(applicationId, work);
            }
        } catch (SerializationException e) {
            LOG.warn("group unreadable group={} offset={} reason={}", applicationId, offset, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        reader.close();
        deserializer.close();
    }
}
