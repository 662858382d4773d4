package dev.narrows.stream.skip;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.route.DeadLetters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Skips records that a stopped service could not get past, unread: each gets a dead letter without key and value, with
 * reason {@value #REASON} and its offset, and in the same transaction the group's offset moves behind the last. For one
 * thread.
 */
public final class SkippedRecords {

    /** What the header {@code narrows.reason} says. */
    public static final String REASON = "skipped";

    /** Records that are skipped at most by one call. */
    public static final int MOST = 100_000;

    private final NarrowsSettings settings;
    private final String group;

    /** @param settings of the service: its brokers, application id, input and dead letters topic */
    public SkippedRecords(NarrowsSettings settings) {
        this.settings = settings;
        this.group = settings.applicationId();
    }

    /**
     * Skips the records of a partition of the input topic from an offset to another, exclusive.
     *
     * @throws IllegalArgumentException when the group does not stand at {@code from}, or there are no such records
     * @throws IllegalStateException when the group has members: it would not hear of it
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer, or refuse; nothing is skipped then
     */
    public void skip(int partition, long from, long to) {
        TopicPartition input = new TopicPartition(settings.input().topic(), partition);
        try (StoppedGroup stopped = StoppedGroup.open(settings.client(), group)) {
            stopped.requireNoMembers();
            long stands = stopped.position(input);
            if (from != stands) {
                throw new IllegalArgumentException(
                        "offset: " + from + " (expected: " + stands + ", where group " + group + " stands in " + input
                                + "; records before another offset would be lost without a dead letter)");
            }
            long end = Math.min(stopped.end(input), from + MOST);
            if (to <= from || to > end) {
                throw new IllegalArgumentException("to: " + to + " (expected: " + (from + 1) + " to " + end
                        + ", the end of " + input + ", at most " + MOST + " records)");
            }
        }
        write(input, from, to);
    }

    private void write(TopicPartition input, long from, long to) {
        Map<String, Object> producing = new HashMap<>(settings.client());
        producing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "narrows-skip-" + group);
        Map<String, Object> consuming = new HashMap<>(settings.client());
        consuming.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // Never subscribes and so never is a member: it only says which group the offsets are of.
        try (KafkaConsumer<byte[], byte[]> nobody =
                        new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            String letters = settings.topics().deadLetters();
            for (long offset = from; offset < to; offset++) {
                List<Header> headers = DeadLetters.unread(input, offset, REASON, "by command, unread");
                // A send that fails makes the commit fail, with its reason.
                var unused = producer.send(
                        new ProducerRecord<byte[], byte[]>(letters, input.partition(), null, null, headers));
            }
            producer.sendOffsetsToTransaction(Map.of(input, new OffsetAndMetadata(to)), nobody.groupMetadata());
            producer.commitTransaction();
        }
    }
}
