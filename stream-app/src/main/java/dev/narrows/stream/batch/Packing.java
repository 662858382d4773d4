package dev.narrows.stream.batch;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Makes batches before the topology: packs the records that one poll returned for a partition into one record with a
 * {@link BatchHeader}.
 *
 * <p>The packed record has the FIRST offset of its records, because Streams commits the offset of the next record that
 * it has queued and not yet processed; with the last offset a crash would lose the queue. It has their largest
 * timestamp, the last leader epoch and the sum of their sizes, and the poll keeps its own next offsets, which is what
 * Streams commits when its queue is empty.
 *
 * <p>Stateless; any thread.
 */
public final class Packing {

    // Not null, because Streams groups a batch by its key to hold a mark of it until the commit.
    private static final byte[] NOTHING = new byte[0];

    // One batch in work and one to follow. Streams counts records, and each of these is a whole batch.
    private static final int BUFFERED_BATCHES = 2;

    private Packing() {}

    /**
     * Lets the main consumers of Kafka Streams pack, and configures what depends on it. Under the group protocol {@code
     * streams}, where Kafka makes those consumers itself, an interceptor does it.
     *
     * @param streams configuration of Kafka Streams, changed
     */
    public static void install(Properties streams) {
        String protocol = streams.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name);
        if (protocol.equalsIgnoreCase(GroupProtocol.STREAMS.name)) {
            streams.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                    PackingInterceptor.class.getName());
        } else {
            streams.put(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, PackingClients.class.getName());
        }
        streams.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_BATCHES);
        streams.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, InputTime.class.getName());
    }

    /** What a poll returned, one record a partition. */
    public static ConsumerRecords<byte[], byte[]> pack(ConsumerRecords<byte[], ByteBuffer> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            batches.put(partition, List.of(pack(polled.records(partition))));
        }
        return new ConsumerRecords<>(batches, polled.nextOffsets());
    }

    /**
     * One record that stands for the given ones.
     *
     * @param records of one partition in the order of their offsets, one or more
     */
    static ConsumerRecord<byte[], byte[]> pack(List<ConsumerRecord<byte[], ByteBuffer>> records) {
        long timestamp = ConsumerRecord.NO_TIMESTAMP;
        long keyBytes = 0;
        long valueBytes = 0;
        for (ConsumerRecord<byte[], ByteBuffer> record : records) {
            timestamp = Math.max(timestamp, record.timestamp());
            keyBytes += Math.max(0, record.serializedKeySize());
            valueBytes += Math.max(0, record.serializedValueSize());
        }
        ConsumerRecord<byte[], ByteBuffer> first = records.get(0);
        ConsumerRecord<byte[], ByteBuffer> last = records.get(records.size() - 1);
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
}
