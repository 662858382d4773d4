package dev.narrows.schemas.topic;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Decodes record batches (Kafka's message format 2) as a stream, in bounded memory: of a record longer than {@link
 * #MAX_RECORD} it keeps offset, time and a key of usual length, and leaves out value and headers; it stops once it holds
 * {@link #MAX_HELD} bytes. For one thread.
 */
final class BoundedBatch {

    /** Bytes of a record, decompressed, that are read. */
    static final int MAX_RECORD = 16 * 1024 * 1024;

    /** Bytes of records that are held together. */
    static final int MAX_HELD = 2 * MAX_RECORD;

    // What is read of a longer record, to find its key.
    private static final int BEGINNING = 64 * 1024;

    private final TopicPartition partition;
    private final int most;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long next;
    private long held;

    /**
     * @param from offset of the first record that is wanted
     * @param most records to keep
     */
    BoundedBatch(TopicPartition partition, long from, int most) {
        this.partition = partition;
        this.next = from;
        this.most = most;
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** The offset behind what was read and passed over. */
    long next() {
        return next;
    }

    /** Passes over a batch. */
    void pass(RecordBatch batch) {
        next = Math.max(next, batch.lastOffset() + 1);
    }

    /**
     * Reads a batch.
     *
     * @return false where it is not read to its end, because enough is held
     * @throws CorruptRecordException when it is none
     */
    boolean read(RecordBatch batch) {
        if (!(batch instanceof DefaultRecordBatch records2)) {
            throw new CorruptRecordException(
                    "magic of " + partition + " at " + batch.baseOffset() + ": " + batch.magic() + " (expected: 2)");
        }
        int count = batch.countOrNull() == null ? 0 : batch.countOrNull();
        try (DataInputStream in = new DataInputStream(records2.recordInputStream(BufferSupplier.NO_CACHING))) {
            for (int i = 0; i < count; i++) {
                if (records.size() >= most || held >= MAX_HELD) {
                    return false;
                }
                record(in, batch, records2.baseTimestamp());
            }
        } catch (IOException | RuntimeException e) {
            throw new CorruptRecordException(
                    "batch of " + partition + " at " + batch.baseOffset() + ": " + e + " (expected: readable)", e);
        }
        pass(batch);
        return true;
    }

    private void record(DataInputStream in, RecordBatch batch, long baseTimestamp) throws IOException {
        int length = ByteUtils.readVarint(in);
        boolean whole = length <= MAX_RECORD;
        ByteBuffer body = ByteBuffer.wrap(in.readNBytes(whole ? length : BEGINNING));
        in.skipNBytes(length - body.limit());
        body.get();
        long timestamp = baseTimestamp + ByteUtils.readVarlong(body);
        long offset = batch.baseOffset() + ByteUtils.readVarint(body);
        if (offset < next) {
            return;
        }
        int keyLength = ByteUtils.readVarint(body);
        // Of a record that is read whole, a length beyond its end is no key left out but damage.
        boolean hasKey = whole || keyLength < body.remaining();
        byte[] key = hasKey ? bytes(body, keyLength) : null;
        int valueLength = hasKey ? ByteUtils.readVarint(body) : length - BEGINNING;
        records.add(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                batch.timestampType() == TimestampType.LOG_APPEND_TIME ? batch.maxTimestamp() : timestamp,
                batch.timestampType(),
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                whole ? valueLength : Math.max(1, valueLength),
                key,
                whole ? bytes(body, valueLength) : null,
                whole ? headers(body) : new RecordHeaders(),
                Optional.of(batch.partitionLeaderEpoch())));
        held += body.limit();
        next = offset + 1;
    }

    private static Headers headers(ByteBuffer body) {
        RecordHeaders headers = new RecordHeaders();
        int count = ByteUtils.readVarint(body);
        for (int i = 0; i < count; i++) {
            byte[] name = bytes(body, ByteUtils.readVarint(body));
            headers.add(
                    new String(name == null ? new byte[0] : name, StandardCharsets.UTF_8),
                    bytes(body, ByteUtils.readVarint(body)));
        }
        return headers;
    }

    /** So many bytes, null for a negative length. */
    private static byte @Nullable [] bytes(ByteBuffer body, int length) {
        if (length < 0) {
            return null;
        }
        if (length > body.remaining()) {
            throw new CorruptRecordException("length: " + length + " (expected: <= " + body.remaining() + ")");
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }
}
