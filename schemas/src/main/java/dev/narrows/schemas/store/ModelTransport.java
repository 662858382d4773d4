package dev.narrows.schemas.store;

import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How the store talks to Kafka: its clients and how a value becomes bytes.
 *
 * @param consumers a new consumer of an isolation level
 * @param producers a new producer with a transactional id
 */
record ModelTransport(
        String topic,
        Function<IsolationLevel, Consumer<byte[], byte[]>> consumers,
        Function<String, Producer<byte[], byte[]>> producers,
        Serializer<SpecificRecord> serializer,
        Deserializer<SpecificRecord> deserializer) {

    // An open transaction of another model's publisher holds readers back until it ends, at most as long as its
    // transaction.timeout.ms, a minute by default.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static Producer<byte[], byte[]> producer(Map<String, ?> clientSettings, String transactionalId) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    TopicReader committedReader() {
        return reader(IsolationLevel.READ_COMMITTED);
    }

    /** The end of the topic, transactions that are still open included. */
    long uncommittedEnd() {
        try (TopicReader reader = reader(IsolationLevel.READ_UNCOMMITTED)) {
            return reader.end();
        }
    }

    /** Begins to publish: fences, and waits for the end of, whatever an older publisher of this model had begun. */
    ModelPublication publication(ModelId id) {
        return new ModelPublication(topic, producers.apply("narrows-" + topic + "-" + id.name()), serializer);
    }

    SpecificRecord read(ConsumerRecord<byte[], byte[]> record) {
        return deserializer.deserialize(topic, record.value());
    }

    private TopicReader reader(IsolationLevel isolation) {
        return new TopicReader(consumers.apply(isolation), topic, PATIENCE, System::nanoTime);
    }
}
