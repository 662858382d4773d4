package dev.narrows.trainer.dataset.topic;

import dev.narrows.schemas.topic.Misspelt;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.trainer.dataset.DatasetException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads vectors from a topic up to where it ends at the moment of the call; only what is committed. For one thread.
 *
 * <p>Records that are not usable vectors are counted and left out, as the service does with them.
 */
public final class TopicSource implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final VectorReader reader;

    TopicSource(Consumer<byte[], byte[]> consumer, VectorReader reader) {
        this.consumer = consumer;
        this.reader = reader;
    }

    /**
     * Connects.
     *
     * @param kafka settings of Kafka's clients, bootstrap.servers among them
     * @param reader for the values; used by nobody else meanwhile
     */
    public static TopicSource connect(Map<String, ?> kafka, VectorReader reader) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new TopicSource(new KafkaConsumer<>(settings, bytes, bytes), reader);
    }

    /**
     * Reads once.
     *
     * @throws DatasetException where there is no such topic, no usable vector in it, or no broker that answers
     */
    public TopicRows read(TopicSettings settings) {
        try (RowCollector collector = new RowCollector(reader, settings.dim())) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(settings));
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            Start.of(consumer, ends, settings).forEach(consumer::seek);
            readUpTo(ends, settings, collector);
            return collector.finish(settings.topic());
        } catch (KafkaException e) {
            throw new DatasetException(
                    "topic " + settings.topic() + ": " + e.getMessage() + " (expected: a broker that serves it)", e);
        } catch (IOException e) {
            throw new DatasetException("topic " + settings.topic() + ": " + e + " (expected: room on disk)", e);
        }
    }

    private List<TopicPartition> partitions(TopicSettings settings) {
        List<PartitionInfo> partitions = consumer.partitionsFor(settings.topic(), settings.patience());
        if (partitions == null || partitions.isEmpty()) {
            throw new DatasetException("topic " + settings.topic() + ": not there (expected: a topic with vectors"
                    + Misspelt.perhaps(
                            settings.topic(),
                            consumer.listTopics(settings.patience()).keySet())
                    + ")");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void readUpTo(Map<TopicPartition, Long> ends, TopicSettings settings, RowCollector collector)
            throws IOException {
        long progress = System.nanoTime();
        long before = position(ends);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    collector.add(record.value());
                }
            }
            long now = position(ends);
            if (now != before) {
                progress = System.nanoTime();
                before = now;
            } else if (System.nanoTime() - progress > settings.patience().toNanos()) {
                throw new DatasetException("topic " + settings.topic() + ": nothing more for " + settings.patience()
                        + " (expected: its records up to the end)");
            }
        }
    }

    private long position(Map<TopicPartition, Long> ends) {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
