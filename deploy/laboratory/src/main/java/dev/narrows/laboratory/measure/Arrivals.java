package dev.narrows.laboratory.measure;

import dev.narrows.laboratory.report.LatencyReport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads results under read_committed and writes down how long after its key says each arrived. One thread, from its
 * first call on.
 */
final class Arrivals implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int DIGITS = 3;
    private static final double MILLION = 1e6;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Histogram nanos = new Histogram(DIGITS);
    private long seen;

    Arrivals(Map<String, Object> client, String topic, int partitions) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Polls once; records whose number is {@code from} or more count. */
    void poll(long from) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            ByteBuffer key = ByteBuffer.wrap(record.key());
            long due = key.getLong();
            seen++;
            if (key.getLong() >= from) {
                nanos.recordValue(Math.max(0, System.nanoTime() - due));
            }
        }
    }

    /** Results that have arrived, those that do not count among them. */
    long seen() {
        return seen;
    }

    LatencyReport.Percentiles percentiles() {
        return new LatencyReport.Percentiles(
                nanos.getTotalCount(), at(50), at(99), at(99.9), nanos.getMaxValue() / MILLION);
    }

    private double at(double percentile) {
        return nanos.getValueAtPercentile(percentile) / MILLION;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
