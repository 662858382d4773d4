package dev.narrows.stream.look;

import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Short looks into topics: the newest records, the records of a moment, the record at an offset; committed ones only.
 * Reads a few hundred kilobytes a look, however fast a topic grows. One thread; holds a consumer until closed.
 */
final class TopicPeek implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TRIES = 5;
    private static final String FETCH_BYTES = String.valueOf(512 * 1024);

    private final Consumer<byte[], byte[]> consumer;

    private TopicPeek(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicPeek open(Map<String, ?> kafkaClient) {
        Map<String, Object> settings = new HashMap<>(kafkaClient);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return new TopicPeek(TopicReader.consumer(settings, IsolationLevel.READ_COMMITTED));
    }

    /** Partitions in ascending order; none where there is no such topic. */
    List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** Offset behind the last committed record, or transaction marker. */
    long end(TopicPartition partition) {
        return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    }

    /**
     * Records from an offset on that one fetch brings, at most so many; an offset before the first is moved to it. Empty
     * where nothing lies there, or nothing comes within a second.
     */
    List<ConsumerRecord<byte[], byte[]>> from(TopicPartition partition, long offset, int atMost) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, Math.max(offset, 0));
        List<ConsumerRecord<byte[], byte[]>> records = List.of();
        // A poll may come back empty-handed while the fetch is on its way.
        for (int tries = 0; tries < TRIES && records.isEmpty(); tries++) {
            records = consumer.poll(POLL).records(partition);
        }
        return records.subList(0, Math.min(atMost, records.size()));
    }

    /** The record at an offset; empty where there is none any more, or not yet. */
    Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        boolean there = offset >= 0 && partitions(partition.topic()).contains(partition) && offset < end(partition);
        return there
                ? from(partition, offset, 1).stream()
                        .filter(record -> record.offset() == offset)
                        .findFirst()
                : Optional.empty();
    }

    /** Records from the first on that is not older than the timestamp in milliseconds, as {@link #from}. */
    List<ConsumerRecord<byte[], byte[]>> since(TopicPartition partition, long timestamp, int atMost) {
        OffsetAndTimestamp start =
                consumer.offsetsForTimes(Map.of(partition, timestamp)).get(partition);
        return start == null ? List.of() : from(partition, start.offset(), atMost);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
