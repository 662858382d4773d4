package dev.narrows.laboratory.flow;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What the records of a load look like: record n has n as its key and header, goes to partition n modulo the number of
 * partitions, and has a timestamp that follows from n. So a result says by itself whether it is as it was sent. Immutable.
 *
 * @param startMs timestamp of record 0, ms since 1970
 * @param rate records a second, 1 or more
 * @param partitions 1 or more
 */
public record Numbered(long startMs, int rate, int partitions) {

    private static final String HEADER = "bench-number";
    private static final long MILLIS = 1_000;

    /** Checks. */
    public Numbered {
        if (rate < 1 || partitions < 1) {
            throw new IllegalArgumentException("rate, partitions: " + rate + ", " + partitions + " (expected: >= 1)");
        }
    }

    ProducerRecord<byte[], byte[]> record(String topic, long number, byte[] value) {
        return new ProducerRecord<>(
                topic,
                (int) (number % partitions),
                timestamp(number),
                bytes(number),
                value,
                List.of(new RecordHeader(HEADER, bytes(number))));
    }

    /** The number of a result, as its key tells. */
    static long number(ConsumerRecord<byte[], byte[]> result) {
        return ByteBuffer.wrap(result.key()).getLong();
    }

    /** Whether partition, timestamp and headers of a result are those of the record with its key. */
    boolean unchanged(ConsumerRecord<byte[], byte[]> result) {
        long number = number(result);
        Header header = result.headers().lastHeader(HEADER);
        return result.partition() == number % partitions
                && result.timestamp() == timestamp(number)
                && header != null
                && ByteBuffer.wrap(header.value()).getLong() == number
                && result.headers().toArray().length == 1;
    }

    private long timestamp(long number) {
        return startMs + MILLIS * number / rate;
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
