package dev.narrows.schemas.scan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The committed records of a topic as they come, from its beginning or from now on. One thread; holds a consumer until closed. */
public final class TopicTail implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;

    private TopicTail(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Stands at the first record, or behind the last one that there is now.
     *
     * @throws MissingTopicException where the topic does not exist
     */
    public static TopicTail open(Map<String, ?> kafkaClient, String topic, boolean fromBeginning) {
        Consumer<byte[], byte[]> consumer = Partitions.consumer(kafkaClient);
        try {
            List<TopicPartition> partitions = Partitions.of(consumer, topic);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            // Seeking is lazy: ask for the positions, so that "now" is the time of this call.
            partitions.forEach(consumer::position);
            return new TopicTail(consumer);
        } catch (RuntimeException | Error failed) {
            consumer.close();
            throw failed;
        }
    }

    /** What came within the time, perhaps nothing. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(atMost);
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
