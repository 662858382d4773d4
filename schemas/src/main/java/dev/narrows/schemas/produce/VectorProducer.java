package dev.narrows.schemas.produce;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends record values to one topic, each of which the broker has acknowledged when {@link #flush} returns. One thread.
 * The first send that fails for good is thrown by the next call.
 */
public final class VectorProducer implements AutoCloseable {
    private static final String BATCH_BYTES = String.valueOf(256 * 1024);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private VectorProducer(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * @param kafkaClient settings of a producer, {@code bootstrap.servers} at least; what they say of batches, linger or
     *     acknowledgements wins over the defaults here
     */
    public static VectorProducer open(Map<String, ?> kafkaClient, String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.putAll(kafkaClient);
        return new VectorProducer(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic);
    }

    /** @param key may be null: then the partition is the client's choice */
    public void send(byte @Nullable [] key, byte[] value) {
        check();
        var unused = producer.send(new ProducerRecord<>(topic, key, value), (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** Waits until all that was sent is acknowledged. */
    public void flush() {
        producer.flush();
        check();
    }

    private void check() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException(
                    "topic: " + topic + " (a record could not be written: " + failed.getMessage() + ")", failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
