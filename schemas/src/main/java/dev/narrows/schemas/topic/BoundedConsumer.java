package dev.narrows.schemas.topic;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that gets past records too large for this process's memory. A record of some kilobytes on the wire may be a
 * gigabyte when it is decompressed; Kafka's client makes an array of that size, knows no limit, and fails at the same place
 * after every restart. Where a poll fails for want of memory, this fetches the same offsets again with {@link BoundedFetch},
 * which leaves such values out, and goes on behind them. Polls that do not fail are Kafka's own.
 *
 * <p>A record whose value was left out has a null value, and the size that the value has as its serialized size.
 */
public final class BoundedConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedConsumer.class);

    private BoundedConsumer() {}

    /**
     * That consumer, bounded; for one thread, as it is.
     *
     * @param settings what it was made with
     * @param values makes a value of bytes that have been read
     */
    @SuppressWarnings("unchecked")
    public static <V> Consumer<byte[], V> of(
            Consumer<byte[], V> consumer, Map<String, ?> settings, Function<byte[], V> values) {
        return (Consumer<byte[], V>) Proxy.newProxyInstance(
                BoundedConsumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    try {
                        return call(consumer, method, arguments);
                    } catch (OutOfMemoryError e) {
                        if (!method.getName().equals("poll")) {
                            throw e;
                        }
                        return pollBounded(consumer, settings, values, e);
                    }
                });
    }

    /** Whether a record's value was left out for its size. */
    public static boolean isLeftOut(ConsumerRecord<?, ?> record) {
        return record.value() == null && record.serializedValueSize() > 0;
    }

    private static <V> ConsumerRecords<byte[], V> pollBounded(
            Consumer<byte[], V> consumer, Map<String, ?> settings, Function<byte[], V> values, OutOfMemoryError why) {
        Set<TopicPartition> partitions = new HashSet<>(consumer.assignment());
        partitions.removeAll(consumer.paused());
        Map<TopicPartition, List<ConsumerRecord<byte[], V>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long position = consumer.position(partition, Duration.ofSeconds(10));
            BoundedFetch.Fetched fetched = BoundedFetch.fetch(
                    settings,
                    BoundedFetch.leader(consumer.partitionsFor(partition.topic()), partition),
                    partition,
                    position);
            if (fetched.next() > position) {
                consumer.seek(partition, fetched.next());
                next.put(partition, new OffsetAndMetadata(fetched.next()));
                if (!fetched.records().isEmpty()) {
                    records.put(partition, typed(fetched.records(), values));
                }
                LOG.warn(
                        "fetched again in bounded memory partition={} from={} to={} leftOut={}",
                        partition,
                        position,
                        fetched.next(),
                        fetched.records().stream()
                                .filter(BoundedConsumer::isLeftOut)
                                .count());
            }
        }
        if (next.isEmpty()) {
            throw why;
        }
        return new ConsumerRecords<>(records, next);
    }

    private static <V> List<ConsumerRecord<byte[], V>> typed(
            List<ConsumerRecord<byte[], byte[]>> records, Function<byte[], V> values) {
        List<ConsumerRecord<byte[], V>> typed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            typed.add(new ConsumerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    record.timestampType(),
                    record.serializedKeySize(),
                    record.serializedValueSize(),
                    record.key(),
                    record.value() == null ? null : values.apply(record.value()),
                    record.headers(),
                    record.leaderEpoch()));
        }
        return typed;
    }

    private static Object call(Consumer<?, ?> consumer, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
