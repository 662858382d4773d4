package dev.narrows.stream.look;

import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Follows a topic from its last few thousand records on. Where more come than that, it leaps. One thread. */
final class Tail implements AutoCloseable {

    private static final int MOST_POLLS = 20;
    private static final Duration POLL = Duration.ofMillis(20);

    private final String topic;
    private final int kept;
    private final Consumer<byte[], byte[]> consumer;
    private List<TopicPartition> assigned = List.of();

    /** @param kept offsets of all partitions together that it stays behind the end at most */
    Tail(Map<String, ?> client, String topic, int kept) {
        this.topic = topic;
        this.kept = kept;
        this.consumer = TopicReader.consumer(client, IsolationLevel.READ_COMMITTED);
    }

    String topic() {
        return topic;
    }

    /** Hands over what came since the last look; nothing while there is no such topic. */
    void look(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        if (assigned.isEmpty()) {
            assign();
        }
        if (assigned.isEmpty()) {
            return;
        }
        leap();
        for (int i = 0; i < MOST_POLLS; i++) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(each);
            if (records.isEmpty()) {
                return;
            }
        }
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
