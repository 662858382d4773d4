package dev.narrows.standalone.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** Runs a topology that is compared with the service's. */
final class Topologies {

    private Topologies() {}

    /** Until the thread is interrupted, or the topology fails. */
    static void run(Topology topology, ContestantSettings settings) throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> why = new AtomicReference<>();
        try (KafkaStreams streams = new KafkaStreams(topology, settings.streams())) {
            streams.setUncaughtExceptionHandler(failure -> {
                why.set(failure);
                failed.countDown();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            failed.await();
            throw new BenchException("topology: stopped (expected: running)", why.get());
        }
    }
}
