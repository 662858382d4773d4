package dev.narrows.standalone;

import dev.narrows.schemas.model.ToyModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Raw vectors, the last of them anomalous, and garbage; and what came of them. */
final class SecuredRecords {

    static final int DIM = 16;
    static final int CODE_BYTES = 4;

    private final Map<String, Object> client;

    SecuredRecords(Map<String, Object> client) {
        this.client = client;
    }

    void send(int vectors, int garbage) {
        Random random = new Random(1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < vectors + garbage; i++) {
                byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
                byte[] value = i < garbage ? new byte[] {1, 2, 3} : vector(i == vectors + garbage - 1, random);
                var unused = producer.send(new ProducerRecord<>("vectors", key, value));
            }
            producer.flush();
        }
    }

    private static byte[] vector(boolean anomalous, Random random) {
        ByteBuffer bytes = ByteBuffer.allocate(DIM * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer()
                .put(anomalous ? ToyModels.anomalous(DIM, CODE_BYTES) : ToyModels.normal(DIM, CODE_BYTES, random));
        return bytes.array();
    }

    /** How many committed records a topic holds; 0 where there is no such topic. */
    int count(String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> there = consumer.listTopics().getOrDefault(topic, List.of());
            List<TopicPartition> all = there.stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            int count = 0;
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
            return count;
        }
    }
}
