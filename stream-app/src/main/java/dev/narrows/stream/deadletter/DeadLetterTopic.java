package dev.narrows.stream.deadletter;

import dev.narrows.schemas.topic.TopicReader;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The dead letters that a topic holds at the moment of a call, partition after partition, each in the order of offsets;
 * committed ones only. What comes meanwhile is not looked at, so what a replay causes never comes back to it. One thread;
 * holds a consumer until closed. Methods throw Kafka's exceptions when the brokers do not answer.
 */
public final class DeadLetterTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;

    DeadLetterTopic(String topic, Consumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    /** What is done with a letter. */
    @FunctionalInterface
    public interface Visitor {

        /** False where the letter is not taken, and the look ends before it. */
        boolean visit(DeadLetter letter);
    }

    /**
     * How far a look went.
     *
     * @param records that were looked at, meant or not
     * @param next offset to go on from, by partition
     */
    public record Looked(long records, Map<Integer, Long> next) {

        /** Copies. */
        public Looked {
            next = new TreeMap<>(next);
        }
    }

    /** @param kafkaClient settings of a Kafka client */
    public static DeadLetterTopic open(Map<String, ?> kafkaClient, String topic) {
        return new DeadLetterTopic(topic, TopicReader.consumer(kafkaClient, IsolationLevel.READ_COMMITTED));
    }

    /** Hands over the letters that a filter takes, from the first on, until the visitor wants no more. */
    public Looked read(DeadLetterFilter filter, Visitor visitor) {
        return newest(filter, Long.MAX_VALUE, visitor);
    }

    /**
     * The same for the newest offsets of each partition only.
     *
     * @param offsets how many, 1 or more
     */
    public Looked newest(DeadLetterFilter filter, long offsets, Visitor visitor) {
        Looking looking = new Looking(filter, visitor);
        for (TopicPartition partition : partitions(filter)) {
            long end = Math.min(end(partition), filter.toOffset().orElse(Long.MAX_VALUE));
            long start = Math.max(start(partition), filter.fromOffset().orElse(0));
            if (!read(partition, Math.max(start, end - Math.min(end, offsets)), end, looking)) {
                break;
            }
        }
        return new Looked(looking.records, looking.next);
    }

    /** Whether to go on with the next partition. */
    private boolean read(TopicPartition partition, long start, long end, Looking looking) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        looking.next.put(partition.partition(), start);
        long position = start;
        long progress = System.nanoTime();
        while (position < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < end && !looking.goesOnAfter(record)) {
                    return false;
                }
            }
            long reached = consumer.position(partition);
            if (reached > position) {
                position = reached;
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new TimeoutException("offset of " + partition + ": " + position + " for " + PATIENCE.toSeconds()
                        + " s (expected: to reach " + end + ")");
            }
        }
        // What ends a partition may be the mark of a transaction.
        looking.next.put(partition.partition(), Math.max(start, end));
        return true;
    }

    /** A look that is under way. */
    private static final class Looking {

        private final DeadLetterFilter filter;
        private final Visitor visitor;
        private final Map<Integer, Long> next = new TreeMap<>();
        private long records;

        private Looking(DeadLetterFilter filter, Visitor visitor) {
            this.filter = filter;
            this.visitor = visitor;
        }

        private boolean goesOnAfter(ConsumerRecord<byte[], byte[]> record) {
            DeadLetter letter = DeadLetter.of(record);
            if (filter.matches(letter) && !visitor.visit(letter)) {
                return false;
            }
            records++;
            next.put(record.partition(), record.offset() + 1);
            return true;
        }
    }

    private List<TopicPartition> partitions(DeadLetterFilter filter) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .filter(each -> filter.partition().orElse(each.partition()) == each.partition())
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    private long start(TopicPartition partition) {
        return Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition)).get(partition));
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
