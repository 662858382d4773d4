package dev.narrows.stream.batch;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Finds the records that a record which reached the topology stands for. Stateless; any thread. */
public final class Batch {

    private Batch() {}

    /**
     * The records of a packed record, or the record itself where it was not packed.
     *
     * @param record as the source handed it on
     * @param metadata where it came from
     * @return of one partition in the order of their offsets, at least one; keys and values may be null
     */
    public static List<ConsumerRecord<byte[], byte[]>> unpack(Record<byte[], byte[]> record, RecordMetadata metadata) {
        for (Header header : record.headers()) {
            if (header instanceof BatchHeader batch) {
                return batch.records();
            }
            break;
        }
        return List.of(alone(record, metadata));
    }

    private static ConsumerRecord<byte[], byte[]> alone(Record<byte[], byte[]> record, RecordMetadata metadata) {
        Headers headers = record.headers();
        return new ConsumerRecord<>(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                size(record.key()),
                size(record.value()),
                record.key(),
                record.value(),
                headers,
                Optional.empty());
    }

    private static int size(byte[] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }
}
