package dev.narrows.laboratory.flow;

import dev.narrows.laboratory.jvm.BenchException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbered records at a fixed rate until it is ended, on a thread of its own, each in its order and once however
 * often the brokers go away meanwhile. Who is late catches up. {@link #close} without {@link #end} gives up.
 */
public final class NumberedLoad implements AutoCloseable {

    private static final long GRACE_SECONDS = 120;
    private static final double NANOS = 1e9;

    private final Map<String, Object> client;
    private final String topic;
    private final Numbered numbered;
    private final byte[][] values;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::send, "bench-load");
    private volatile boolean ending;
    private volatile long sent;

    private NumberedLoad(Map<String, Object> client, String topic, Numbered numbered, byte[][] values) {
        this.client = new HashMap<>(client);
        // However long a broker is away: a record that is given up would be one that nobody lost.
        this.client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "" + Integer.MAX_VALUE);
        this.client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "" + Integer.MAX_VALUE);
        this.topic = topic;
        this.numbered = numbered;
        this.values = values;
    }

    /**
     * Starts.
     *
     * @param client what clients of the cluster are configured with
     * @param values sent in turn
     */
    public static NumberedLoad start(Map<String, Object> client, String topic, Numbered numbered, byte[][] values) {
        NumberedLoad load = new NumberedLoad(client, topic, numbered, values);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    /** Records given to the producer so far. */
    public long sent() {
        return sent;
    }

    /**
     * Ends it and waits until the brokers have all.
     *
     * @return how many records there are
     * @throws BenchException where one could not be sent
     */
    public long end() {
        ending = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("load: interrupted while it ended", e);
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new BenchException("load: record not sent: " + failed.getMessage(), failed);
        }
        if (thread.isAlive()) {
            throw new BenchException("load: not sent after " + GRACE_SECONDS + " s (expected: brokers that answer)");
        }
        return sent;
    }

    @Override
    public void close() {
        ending = true;
        thread.interrupt();
    }

    private void send() {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (long number = 0; !ending; number++) {
                long due = start + (long) (number * NANOS / numbered.rate());
                for (long left = due - System.nanoTime(); left > 0 && !ending; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                var unused = producer.send(
                        numbered.record(topic, number, values[(int) (number % values.length)]), (metadata, failed) -> {
                            if (failed != null) {
                                failure.compareAndSet(null, failed);
                            }
                        });
                sent = number + 1;
            }
        } catch (RuntimeException e) {
            // Interrupted where nobody waits for it any more.
            failure.compareAndSet(null, e);
        }
    }
}
