package dev.narrows.stream.batch;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The records that a record which reached the topology stands for. Immutable as far as the records are.
 *
 * @param records of one partition in the order of their offsets; keys and values may be null. A value is from the
 *     position to the limit of its buffer, which do not move, because other threads read it too
 * @param time timestamp for a record that has none, milliseconds since 1970
 */
public record Batch(List<ConsumerRecord<byte[], ByteBuffer>> records, long time) {

    /** Has no records, and says that there will be none before the next commit. */
    public static final Batch COMMIT = new Batch(List.of(), 0);

    /**
     * The records of a packed record, or the record itself where it was not packed.
     *
     * @param record as the source handed it on
     * @param metadata where it came from
     * @return of at least one record
     */
    public static Batch unpack(Record<byte[], byte[]> record, RecordMetadata metadata) {
        for (Header header : record.headers()) {
            if (header instanceof BatchHeader batch) {
                return new Batch(batch.records(), record.timestamp());
            }
            break;
        }
        return new Batch(List.of(alone(record, metadata)), record.timestamp());
    }

    /** Whether it is {@link #COMMIT}. */
    public boolean isCommit() {
        return records.isEmpty();
    }

    /** Number of records. */
    public int size() {
        return records.size();
    }

    /** A record, its value seen as a buffer. */
    static ConsumerRecord<byte[], ByteBuffer> view(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                buffer(record.value()),
                record.headers(),
                record.leaderEpoch());
    }

    private static ConsumerRecord<byte[], ByteBuffer> alone(Record<byte[], byte[]> record, RecordMetadata metadata) {
        return new ConsumerRecord<>(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                size(record.key()),
                size(record.value()),
                record.key(),
                buffer(record.value()),
                record.headers(),
                Optional.empty());
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] value) {
        return value == null ? null : ByteBuffer.wrap(value);
    }

    private static int size(byte[] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }
}
