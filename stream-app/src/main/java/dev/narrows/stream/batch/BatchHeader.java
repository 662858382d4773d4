package dev.narrows.stream.batch;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Carries the records of a batch through Kafka Streams, by reference, as the one header of the record that stands for
 * them. Streams hands header objects on as they are: it copies the list of a record's headers on the way from consumer
 * to processor, never its elements. So there is no frame to write or to parse and nothing is copied; and since what
 * arrives from a broker is never of this class, no producer can forge a batch.
 *
 * <p>On the wire it would be an empty header; it never gets there. Immutable as far as the records are.
 */
public final class BatchHeader implements Header {

    /** Name of the header; only for those who print it. */
    public static final String KEY = "narrows.batch";

    private static final byte[] EMPTY = new byte[0];

    private final List<ConsumerRecord<byte[], ByteBuffer>> records;

    BatchHeader(List<ConsumerRecord<byte[], ByteBuffer>> records) {
        this.records = records;
    }

    List<ConsumerRecord<byte[], ByteBuffer>> records() {
        return records;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return EMPTY;
    }
}
