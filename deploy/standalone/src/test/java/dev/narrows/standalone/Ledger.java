package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What services have made of a {@link Load}: how far they are, and whether each record came out once. */
final class Ledger {

    private static final List<String> OUTPUTS = List.of("latents", "dead-letters");

    private final Map<String, Object> client;
    private final int partitions;

    Ledger(Map<String, Object> client, int partitions) {
        this.client = client;
        this.partitions = partitions;
    }

    /** How far services have written the outputs, committed or not. */
    long written() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return OUTPUTS.stream()
                    .flatMap(topic -> consumer.endOffsets(partitions(topic)).values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** How far each partition of the latents is committed, in the order of the partitions. */
    long[] committedLatents() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions("latents"));
            return partitions("latents").stream().mapToLong(ends::get).toArray();
        }
    }

    /** How many output records are committed. */
    long committed() {
        return OUTPUTS.stream()
                .flatMap(topic -> read(topic).values().stream())
                .mapToLong(List::size)
                .sum();
    }

    /** That what is committed is each of that many records once, in its partition and the order of the input. */
    void assertEachOnceInOrder(long sent) {
        Map<Integer, List<Long>> latents = read("latents");
        Map<Integer, List<Long>> letters = read("dead-letters");
        assertThat(Stream.concat(latents.values().stream(), letters.values().stream())
                        .flatMap(List::stream)
                        .sorted()
                        .toList())
                .isEqualTo(LongStream.range(0, sent).boxed().toList());
        assertThat(letters.values().stream().flatMap(List::stream)).allMatch(Load::isGarbage);
        assertThat(latents.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
        assertThat(latents)
                .allSatisfy((partition, numbers) ->
                        assertThat(numbers).allMatch(number -> number % partitions == partition));
    }

    /** Numbers of the committed records of an output topic, by partition in their order. */
    private Map<Integer, List<Long>> read(String topic) {
        Map<Integer, List<Long>> numbers = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> all = partitions(topic);
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> numbers.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                                .add(Long.parseLong(new String(record.key(), StandardCharsets.UTF_8))));
            }
        }
        return numbers;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> settings = new TreeMap<>(client);
        settings.put("isolation.level", isolation);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
