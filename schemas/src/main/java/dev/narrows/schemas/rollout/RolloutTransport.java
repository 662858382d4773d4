package dev.narrows.schemas.rollout;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How the rollout log talks to Kafka: its clients and how a value becomes bytes.
 *
 * @param consumers a new consumer of an isolation level
 * @param producers a new producer
 * @param deserializers a new deserializer, for one thread
 */
record RolloutTransport(
        String topic,
        Function<IsolationLevel, Consumer<byte[], byte[]>> consumers,
        Supplier<Producer<byte[], byte[]>> producers,
        Serializer<Rollout> serializer,
        Supplier<Deserializer<Rollout>> deserializers) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Producer<byte[], byte[]> producer(Map<String, ?> clientSettings) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A reader at the beginning of the topic. */
    TopicReader reader() {
        return new TopicReader(consumers.apply(IsolationLevel.READ_COMMITTED), topic, PATIENCE, System::nanoTime);
    }

    /** What is known of all models when nothing has been read yet; for one thread. */
    RolloutStates states() {
        return new RolloutStates(topic, deserializers.get());
    }
}
