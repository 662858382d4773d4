package dev.narrows.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows a topic from its last few thousand records on, all partitions, committed records only. Where more come than
 * that, it leaps. One thread; holds a consumer until closed. Throws Kafka's exceptions and those of whoever is handed
 * a record; the next look goes on from there, with that record.
 */
public final class RecentRecords implements AutoCloseable {

    private static final int MOST_POLLS = 20;
    private static final Duration POLL = Duration.ofMillis(20);

    private final String topic;
    private final int kept;
    private final Consumer<byte[], byte[]> consumer;
    private List<TopicPartition> assigned = List.of();

    /**
     * @param client settings of Kafka's clients
     * @param topic need not be there yet
     * @param kept offsets of all partitions together that it stays behind the end at most, 1 or more
     */
    public RecentRecords(Map<String, ?> client, String topic, int kept) {
        this(TopicReader.consumer(client, IsolationLevel.READ_COMMITTED), topic, kept);
    }

    RecentRecords(Consumer<byte[], byte[]> consumer, String topic, int kept) {
        this.consumer = consumer;
        this.topic = topic;
        this.kept = kept;
    }

    /** Its name. */
    public String topic() {
        return topic;
    }

    /** Hands over what came since the last look; nothing while there is no such topic. */
    public void look(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        if (assigned.isEmpty()) {
            assign();
        }
        if (assigned.isEmpty()) {
            return;
        }
        leap();
        for (int i = 0; i < MOST_POLLS; i++) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (records.isEmpty()) {
                return;
            }
            handOver(records, each);
        }
    }

    private void handOver(
            ConsumerRecords<byte[], byte[]> records, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> next = new HashMap<>();
        records.forEach(record -> next.putIfAbsent(partition(record), record.offset()));
        try {
            records.forEach(record -> {
                each.accept(record);
                next.put(partition(record), record.offset() + 1);
            });
        } catch (RuntimeException e) {
            // Kafka's position is behind all that was polled.
            next.forEach(consumer::seek);
            throw e;
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void assign() {
        assigned = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(assigned);
        consumer.seekToEnd(assigned);
        assigned.forEach(partition -> consumer.seek(partition, Math.max(0, consumer.position(partition) - share())));
    }

    private void leap() {
        consumer.endOffsets(assigned).forEach((partition, end) -> {
            long earliest = Objects.requireNonNull(end) - share();
            if (consumer.position(partition) < earliest) {
                consumer.seek(partition, earliest);
            }
        });
    }

    private long share() {
        return Math.max(1, kept / assigned.size());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
