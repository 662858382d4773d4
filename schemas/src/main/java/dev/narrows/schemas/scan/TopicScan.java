package dev.narrows.schemas.scan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * All committed records that a topic holds at the moment of the call, partition after partition, each in the order of
 * its offsets, so that two scans of a topic that rests give the same sequence. Waits for transactions that are open at
 * that moment, which brokers end after their timeout at the latest. One thread.
 */
public final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(500);

    private TopicScan() {}

    /**
     * Hands each record over.
     *
     * @param kafkaClient settings of a Kafka client, {@code bootstrap.servers} at least
     * @return number of records
     * @throws MissingTopicException where the topic does not exist
     */
    public static long read(
            Map<String, ?> kafkaClient, String topic, Consumer<ConsumerRecord<byte[], byte[]>> eachRecord) {
        try (var consumer = Partitions.consumer(kafkaClient)) {
            List<TopicPartition> partitions = Partitions.of(consumer, topic);
            Map<TopicPartition, Long> ends = Partitions.ends(kafkaClient, partitions);
            long records = 0;
            for (TopicPartition partition : partitions) {
                records += readPartition(consumer, partition, Objects.requireNonNull(ends.get(partition)), eachRecord);
            }
            return records;
        }
    }

    private static long readPartition(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long end,
            Consumer<ConsumerRecord<byte[], byte[]>> eachRecord) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long records = 0;
        // The position, not the last record's offset: what ends a partition may be a transaction marker.
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < end) {
                    eachRecord.accept(record);
                    records++;
                }
            }
        }
        return records;
    }
}
