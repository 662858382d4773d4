package dev.narrows.stream.batch;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs what a consumer that we did not make has polled. Kafka swallows what an interceptor throws; whatever goes wrong,
 * all records pass as they are, and the topology takes those too.
 *
 * <p>Kafka makes one for each main consumer and calls it from that consumer's stream thread alone. Nothing to close.
 */
public class PackingInterceptor implements ConsumerInterceptor<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(PackingInterceptor.class);

    private boolean failed;

    /** Made by Kafka. */
    public PackingInterceptor() {}

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        try {
            return Packing.pack(views(polled));
        } catch (RuntimeException e) {
            if (!failed) {
                failed = true;
                LOG.warn("Packing failed, records pass one by one; said once", e);
            }
            return polled;
        }
    }

    private static ConsumerRecords<byte[], ByteBuffer> views(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], ByteBuffer>>> views = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            views.put(
                    partition,
                    polled.records(partition).stream().map(Batch::view).toList());
        }
        return new ConsumerRecords<>(views, polled.nextOffsets());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
