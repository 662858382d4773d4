package dev.narrows.stream.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.schemas.topic.BoundedConsumer;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: key, value and headers as they came, and behind them the headers of Kafka Streams' own dead
 * letter queue (KIP-1034), so that one tool reads both. One more header, {@code narrows.reason}, holds the bare reason
 * to filter by.
 *
 * <p>A letter that the brokers would not take for its size goes without its value, then also without its own headers
 * and key; {@code narrows.omitted} then tells how many bytes the value had, and topic, partition and offset still say
 * where to find it. Stateless; any thread.
 */
public final class DeadLetters {

    /** Header: the bare reason. */
    public static final String REASON = "narrows.reason";

    /** Header: how many bytes the value had that the letter goes without. */
    public static final String OMITTED = "narrows.omitted";

    /** Header: the reason for people. */
    public static final String MESSAGE = "__streams.errors.message";

    /** Header: topic of the input record. */
    public static final String TOPIC = "__streams.errors.topic";

    /** Header: partition of the input record. */
    public static final String PARTITION = "__streams.errors.partition";

    /** Header: offset of the input record. */
    public static final String OFFSET = "__streams.errors.offset";

    static final String EXCEPTION = "__streams.errors.exception";
    static final String STACKTRACE = "__streams.errors.stacktrace";

    private static final Set<String> OURS =
            Set.of(REASON, OMITTED, MESSAGE, TOPIC, PARTITION, OFFSET, EXCEPTION, STACKTRACE);

    private static final int LONGEST_DETAIL = 500;
    private static final byte[] EXCEPTION_NAME =
            UnreadableVectorException.class.getName().getBytes(UTF_8);

    private final RecordLimits limits;

    DeadLetters(RecordLimits limits) {
        this.limits = limits;
    }

    /** The letter of a record; key and value are null where they were, or where the letter goes without. */
    static final class Letter {

        final byte @Nullable [] key;
        final byte @Nullable [] value;
        final Headers headers;

        private Letter(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
            this.key = key;
            this.value = value;
            this.headers = headers;
        }
    }

    Letter of(ConsumerRecord<byte[], ByteBuffer> record, Outcome.Rejected why) {
        Headers headers = explained(record.headers(), record, why);
        int valueBytes = record.value() == null ? 0 : record.value().remaining();
        boolean fits = limits.takesLetter(record.key(), valueBytes, headers);
        // Not copied before it is known to fit: it may be as large as what memory there is.
        if (fits && !BoundedConsumer.isLeftOut(record)) {
            return new Letter(record.key(), copy(record.value()), headers);
        }
        Letter withoutValue = new Letter(record.key(), null, omitted(headers, record));
        if (limits.takesLetter(withoutValue.key, 0, withoutValue.headers)) {
            return withoutValue;
        }
        return new Letter(null, null, omitted(explained(new RecordHeaders(), record, why), record));
    }

    /**
     * The headers of the letter of a record that nobody has read.
     *
     * @param reason for the header {@code narrows.reason}
     * @param detail the same for a person
     */
    public static List<Header> unread(TopicPartition input, long offset, String reason, String detail) {
        return List.of(
                new RecordHeader(MESSAGE, (reason + ": " + detail).getBytes(UTF_8)),
                new RecordHeader(TOPIC, input.topic().getBytes(UTF_8)),
                new RecordHeader(PARTITION, Integer.toString(input.partition()).getBytes(UTF_8)),
                new RecordHeader(OFFSET, Long.toString(offset).getBytes(UTF_8)),
                new RecordHeader(REASON, reason.getBytes(UTF_8)));
    }

    /** Whether letters add headers of that name. */
    public static boolean isOurs(String header) {
        return OURS.contains(header);
    }

    private static Headers explained(Headers own, ConsumerRecord<byte[], ByteBuffer> record, Outcome.Rejected why) {
        // A detail may name what a producer's schema is called, which may be long.
        String detail = why.detail().substring(0, Math.min(why.detail().length(), LONGEST_DETAIL));
        String message = why.reason().label() + ": " + detail;
        return new RecordHeaders(own)
                .add(EXCEPTION, why.reason() == Reason.FAILED ? detail.getBytes(UTF_8) : EXCEPTION_NAME)
                .add(MESSAGE, message.getBytes(UTF_8))
                .add(STACKTRACE, new byte[0])
                .add(TOPIC, record.topic().getBytes(UTF_8))
                .add(PARTITION, Integer.toString(record.partition()).getBytes(UTF_8))
                .add(OFFSET, Long.toString(record.offset()).getBytes(UTF_8))
                .add(REASON, why.reason().label().getBytes(UTF_8));
    }

    private static byte @Nullable [] copy(@Nullable ByteBuffer value) {
        if (value == null) {
            return null;
        }
        byte[] bytes = new byte[value.remaining()];
        value.get(value.position(), bytes);
        return bytes;
    }

    private static Headers omitted(Headers headers, ConsumerRecord<byte[], ByteBuffer> record) {
        int bytes = Math.max(0, record.serializedValueSize());
        return headers.add(OMITTED, Integer.toString(bytes).getBytes(UTF_8));
    }
}
