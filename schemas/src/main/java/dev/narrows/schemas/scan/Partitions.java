package dev.narrows.schemas.scan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer without a group that sees committed records only, and the partitions of a topic in order. */
final class Partitions {
    private Partitions() {}

    static Consumer<byte[], byte[]> consumer(Map<String, ?> kafkaClient) {
        return consumer(kafkaClient, "read_committed");
    }

    /** Offsets behind everything that is written, committed or not. */
    static Map<TopicPartition, Long> ends(Map<String, ?> kafkaClient, List<TopicPartition> partitions) {
        try (Consumer<byte[], byte[]> consumer = consumer(kafkaClient, "read_uncommitted")) {
            return consumer.endOffsets(partitions);
        }
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, ?> kafkaClient, String isolation) {
        Map<String, Object> settings = new HashMap<>(kafkaClient);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** In ascending order. Throws {@link MissingTopicException}. */
    static List<TopicPartition> of(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> found = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        if (found.isEmpty()) {
            throw new MissingTopicException(topic, consumer.listTopics().keySet());
        }
        return found;
    }
}
