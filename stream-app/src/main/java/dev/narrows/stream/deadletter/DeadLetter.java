package dev.narrows.stream.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.schemas.alert.KeyText;
import dev.narrows.schemas.topic.BoundedConsumer;
import dev.narrows.stream.route.DeadLetters;
import dev.narrows.stream.skip.SkippedRecords;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that was no usable vector, with what its headers say of it. What a header does not say is -1, 0 or empty:
 * anybody may write to a topic, so none of them is relied on. Immutable but for the arrays, which nobody changes.
 */
public final class DeadLetter {

    /** Header of a record that was sent again: how many times by now, decimal. */
    public static final String REPLAYS = "narrows.replays";

    /** The reason where no header tells one. */
    public static final String UNKNOWN = "unknown";

    private final ConsumerRecord<byte[], byte[]> record;
    private final String key;

    private DeadLetter(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
        this.key = KeyText.of(record.key());
    }

    /** What a record of the dead letter topic holds. */
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(record);
    }

    /** Where it lies, {@code partition:offset}. */
    public String id() {
        return record.partition() + ":" + record.offset();
    }

    /** Of the dead letter topic, and of the input too. */
    public int partition() {
        return record.partition();
    }

    /** In the dead letter topic. */
    public long offset() {
        return record.offset();
    }

    /** Time of the input record. */
    public Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Key for people and patterns. */
    public String key() {
        return key;
    }

    byte @Nullable [] keyBytes() {
        return record.key();
    }

    /** The value as the producer wrote it; null where there was none, or the letter goes without. */
    public byte @Nullable [] value() {
        return record.value();
    }

    /** Bytes that the value had. */
    public long valueBytes() {
        long omitted = number(DeadLetters.OMITTED, -1);
        return omitted >= 0 ? omitted : Math.max(0, record.serializedValueSize());
    }

    /** Whether the letter has all that the input record had. */
    public boolean isWhole() {
        return record.headers().lastHeader(DeadLetters.OMITTED) == null
                && !BoundedConsumer.isLeftOut(record)
                && !reason().equals(SkippedRecords.REASON);
    }

    /** Bare reason, for example {@code wrong-dimension}. */
    public String reason() {
        String reason = text(DeadLetters.REASON);
        return reason.isEmpty() ? UNKNOWN : reason;
    }

    /** The reason for people. */
    public String detail() {
        return text(DeadLetters.MESSAGE);
    }

    /** Topic of the input record. */
    public String inputTopic() {
        return text(DeadLetters.TOPIC);
    }

    /** Partition of the input record. */
    public int inputPartition() {
        long partition = number(DeadLetters.PARTITION, -1);
        return partition > Integer.MAX_VALUE ? -1 : (int) partition;
    }

    /** Offset of the input record. */
    public long inputOffset() {
        return number(DeadLetters.OFFSET, -1);
    }

    /** How many times it was sent again before it became this letter. */
    public int replays() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, number(REPLAYS, 0)));
    }

    /** The headers that the input record had, without those that the letter added. */
    public Headers ownHeaders() {
        Headers own = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!DeadLetters.isOurs(header.key()) && !header.key().equals(REPLAYS)) {
                own.add(header);
            }
        }
        return own;
    }

    long timestamp() {
        return record.timestamp();
    }

    private String text(String name) {
        // The last one is the letter's; a producer's own of that name comes before it.
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private long number(String name, long otherwise) {
        String text = text(name);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
    }
}
