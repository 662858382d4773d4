package dev.narrows.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partition 0 of a topic, without a consumer group: on to its present end, or an old stretch again. Everything
 * that is written through this package's users goes to partition 0, so that its order is the order of the topic.
 *
 * <p>A record that is too large for this process's memory is passed over and said. A record that a handler throws on is read again by the next call. For one thread at a time; only {@link #wakeup}
 * may come from another.
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /**
     * A reader at the beginning of the topic.
     *
     * @param consumer closed with this reader
     * @param patience how long a call goes on without any progress
     */
    public TopicReader(Consumer<byte[], byte[]> consumer, String topic, Duration patience, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        this.patience = patience;
        this.nanoTime = nanoTime;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** A consumer for a reader: bytes, no group, nothing committed, from the beginning. */
    public static Consumer<byte[], byte[]> consumer(Map<String, ?> clientSettings, IsolationLevel isolation) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
        return BoundedConsumer.of(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                settings,
                bytes -> bytes);
    }

    /** The offset after the last record that this reader's isolation level lets it see. */
    public long end() {
        return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    }

    /**
     * Goes on from where the last call stopped until {@link #position} reaches an offset.
     *
     * @throws TimeoutException when nothing comes for longer than the patience
     */
    public void readTo(long end, Handler handler) {
        long lastProgress = nanoTime.getAsLong();
        long position = position();
        while (position < end) {
            poll(POLL, handler);
            long reached = position();
            if (reached > position) {
                position = reached;
                lastProgress = nanoTime.getAsLong();
            } else if (nanoTime.getAsLong() - lastProgress > patience.toNanos()) {
                throw new TimeoutException("offset of " + partition + ": " + position + " for " + patience.toSeconds()
                        + " s (expected: to reach " + end + ")");
            }
        }
    }

    /** Waits for records after {@link #position} as long as {@code timeout}, and handles those that came. */
    public void poll(Duration timeout, Handler handler) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
            if (BoundedConsumer.isLeftOut(record)) {
                LOG.warn(
                        "record too large to be read partition={} offset={} bytes={}",
                        partition,
                        record.offset(),
                        record.serializedValueSize());
                continue;
            }
            try {
                handler.handle(record);
            } catch (RuntimeException e) {
                consumer.seek(partition, record.offset());
                throw e;
            }
        }
    }

    /** The offset that is read next. */
    public long position() {
        return consumer.position(partition);
    }

    /** Reads on from another offset. */
    public void seek(long offset) {
        consumer.seek(partition, offset);
    }

    /** Reads on from the first offset there is. */
    public void seekToBeginning() {
        consumer.seekToBeginning(List.of(partition));
    }

    /** Ends a call that is waiting in another thread, with Kafka's WakeupException. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** What is done with each record. */
    @FunctionalInterface
    public interface Handler {

        /** Handles one record; when it throws, the record comes again. */
        void handle(ConsumerRecord<byte[], byte[]> record);
    }
}
