package dev.narrows.stream.route;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How large a record may be so that brokers certainly take it. A send that fails for its size poisons the whole
 * transaction, so a record that might be too large is never sent. Sizes are counted from above, as if nothing were
 * compressed. Immutable.
 *
 * @param valueTopics bytes a record of the latents and the alerts topic may have
 * @param deadLetters bytes a record of the dead letters topic may have
 */
public record RecordLimits(int valueTopics, int deadLetters) {

    /** Takes everything; for tests and for topics without limits. */
    public static final RecordLimits NONE = new RecordLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    // Of a record batch with one record, and of its numbers at their longest.
    private static final int BATCH_BYTES = 128;
    private static final int HEADER_BYTES = 10;
    private static final int MAX_UTF8 = 3;

    // What a compressor may add to bytes that it cannot compress is below a 1/64th for all of Kafka's.
    private static final int COMPRESSION_SHARE = 64;

    /** Whether a latent and an alert with the key and headers of this record, and such values, are taken. */
    boolean takesResults(ConsumerRecord<byte[], ?> record, int largestValue) {
        return fits(valueTopics, length(record.key()), bytes(record.headers()), largestValue);
    }

    boolean takesLetter(byte @Nullable [] key, int valueBytes, Headers headers) {
        return fits(deadLetters, length(key), bytes(headers), valueBytes);
    }

    private static boolean fits(int limit, long key, long headers, long value) {
        long size = BATCH_BYTES + key + headers + value;
        return size + size / COMPRESSION_SHARE <= limit;
    }

    private static long bytes(Headers headers) {
        long bytes = 0;
        for (Header header : headers) {
            bytes += HEADER_BYTES + (long) MAX_UTF8 * header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
