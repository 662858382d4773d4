package dev.narrows.stream.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches before the topology: packs the records that one poll returned for a partition into one record with a
 * {@link BatchHeader}.
 *
 * <p>The packed record has the FIRST offset of its records, because Streams commits the offset of the next record that
 * it has queued and not yet processed; with the last offset a crash would lose the queue. It has their largest
 * timestamp, the last leader epoch and the sum of their sizes, and the poll keeps its own next offsets, which is what
 * Streams commits when its queue is empty. A record that comes alone passes as it is. Whatever goes wrong, all
 * records pass as they are, and the topology takes those too.
 *
 * <p>Kafka makes one for each main consumer and calls it from that consumer's stream thread alone. Nothing to close.
 */
public class PackingInterceptor implements ConsumerInterceptor<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(PackingInterceptor.class);
    // Not null, because Streams groups a batch by its key to hold a mark of it until the commit.
    private static final byte[] NOTHING = new byte[0];

    // One batch in work and one to follow. Streams counts records, and each of these is a whole batch.
    private static final int BUFFERED_BATCHES = 2;

    private boolean failed;

    /** Puts the interceptor, and what depends on it, into the configuration of Kafka Streams. */
    public static void install(Properties streams) {
        streams.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                PackingInterceptor.class.getName());
        streams.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_BATCHES);
        streams.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, InputTime.class.getName());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        if (polled.isEmpty()) {
            return polled;
        }
        try {
            return packed(polled);
        } catch (RuntimeException e) {
            if (!failed) {
                failed = true;
                LOG.warn("Packing failed, records pass one by one; said once", e);
            }
            return polled;
        }
    }

    private ConsumerRecords<byte[], byte[]> packed(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            batches.put(partition, records.size() > 1 ? List.of(pack(records)) : records);
        }
        return new ConsumerRecords<>(batches, polled.nextOffsets());
    }

    /**
     * One record that stands for the given ones.
     *
     * @param records of one partition in the order of their offsets, two or more
     */
    ConsumerRecord<byte[], byte[]> pack(List<ConsumerRecord<byte[], byte[]>> records) {
        long timestamp = ConsumerRecord.NO_TIMESTAMP;
        long keyBytes = 0;
        long valueBytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            timestamp = Math.max(timestamp, record.timestamp());
            keyBytes += Math.max(0, record.serializedKeySize());
            valueBytes += Math.max(0, record.serializedValueSize());
        }
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                timestamp,
                last.timestampType(),
                (int) Math.min(Integer.MAX_VALUE, keyBytes),
                (int) Math.min(Integer.MAX_VALUE, valueBytes),
                NOTHING,
                NOTHING,
                new RecordHeaders(new Header[] {new BatchHeader(records)}),
                last.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
