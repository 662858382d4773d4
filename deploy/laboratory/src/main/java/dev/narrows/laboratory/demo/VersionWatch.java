package dev.narrows.laboratory.demo;

import dev.narrows.schemas.latent.LatentReader;
import dev.narrows.schemas.scan.TopicTail;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sees which model version encodes, by the latents that come. One thread; the tail stays the caller's. */
final class VersionWatch {
    private static final Duration POLL = Duration.ofMillis(100);

    private final TopicTail latents;
    private final LatentReader reader;

    VersionWatch(TopicTail latents, LatentReader reader) {
        this.latents = latents;
        this.reader = reader;
    }

    /** Returns with the first latent of that version. */
    void await(int version, Duration atMost) throws TimeoutException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : latents.poll(POLL)) {
                if (reader.read(record.value()).modelVersion() == version) {
                    return;
                }
            }
        }
        throw new TimeoutException("latents: none of model version " + version + " (expected: within " + atMost + ")");
    }
}
