package dev.narrows.schemas.topic;

import java.time.Duration;
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
 * that, it leaps. One thread; holds a consumer until closed. Throws Kafka's exceptions; what follows goes on from there.
 */
public final class TopicTail implements AutoCloseable {

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
    public TopicTail(Map<String, ?> client, String topic, int kept) {
        this.topic = topic;
        this.kept = kept;
        this.consumer = TopicReader.consumer(client, IsolationLevel.READ_COMMITTED);
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
