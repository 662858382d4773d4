package dev.narrows.laboratory.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Whether a consumer group has committed all that a topic holds. One thread; holds a consumer until closed. */
final class CaughtUp implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    CaughtUp(Map<String, Object> kafkaClient, String group, String topic) {
        Map<String, Object> settings = new java.util.HashMap<>(kafkaClient);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
    }

    /** Records that the group has not committed yet. */
    long behind() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(java.util.Set.copyOf(partitions));
        return partitions.stream()
                .mapToLong(partition -> {
                    OffsetAndMetadata done = committed.get(partition);
                    return Objects.requireNonNull(ends.get(partition)) - (done == null ? 0 : done.offset());
                })
                .sum();
    }

    /** Waits until nothing is left. */
    void await(Duration atMost) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long behind = behind(); behind > 0; behind = behind()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "service: " + behind + " records behind (expected: 0 within " + atMost + ")");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
