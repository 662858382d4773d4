package dev.narrows.laboratory.load;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records at a fixed rate, whose keys are the {@link System#nanoTime} at which each was due and its number. Who is
 * late catches up and the delay counts, so that a stall of the system is not left out of the measurement (coordinated
 * omission).
 */
public final class PacedLoad {

    private static final double NANOS = 1e9;

    private final Map<String, Object> client;
    private final String topic;
    private final int partitions;
    private final byte[][] values;

    public PacedLoad(Map<String, Object> client, String topic, int partitions, byte[][] values) {
        this.client = new HashMap<>(client);
        this.client.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        this.topic = topic;
        this.partitions = partitions;
        this.values = values;
    }

    /** Sends so many records, numbered from {@code first} on; blocks. */
    public void send(int rate, long first, long records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (long i = 0; i < records; i++) {
                long due = start + (long) (i * NANOS / rate);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                byte[] key = ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(due)
                        .putLong(first + i)
                        .array();
                var unused = producer.send(
                        new ProducerRecord<>(topic, (int) (i % partitions), key, values[(int) (i % values.length)]));
            }
        }
    }
}
