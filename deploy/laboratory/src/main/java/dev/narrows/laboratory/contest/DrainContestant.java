package dev.narrows.laboratory.contest;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads and drops. One thread. */
final class DrainContestant {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = 100_000_000;

    private final ContestantSettings settings;

    DrainContestant(ContestantSettings settings) {
        this.settings = settings;
    }

    void run() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(settings.input()));
            long committed = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL);
                if (System.nanoTime() - committed > COMMIT_NANOS) {
                    consumer.commitAsync();
                    committed = System.nanoTime();
                }
            }
        }
    }
}
