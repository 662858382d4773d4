package dev.narrows.laboratory.flow;

import dev.narrows.laboratory.jvm.BenchException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its start under read_committed, on a thread of its own, until it is closed. */
public final class Results implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> witness;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, "bench-results");

    private Results(Map<String, Object> client, Consumer<ConsumerRecord<byte[], byte[]>> witness) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.witness = witness;
    }

    /**
     * Starts.
     *
     * @param client what clients of the cluster are configured with
     * @param witness hears of each record, on the thread that reads
     */
    public static Results start(
            Map<String, Object> client,
            String topic,
            int partitions,
            Consumer<ConsumerRecord<byte[], byte[]>> witness) {
        Results results = new Results(client, witness);
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        results.consumer.assign(all);
        results.consumer.seekToBeginning(all);
        results.thread.setDaemon(true);
        results.thread.start();
        return results;
    }

    /** Throws where it has ended by itself. */
    public void requireAlive() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw new BenchException("results: not read any more: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(witness);
            }
        } catch (WakeupException e) {
            // Closed.
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }
}
