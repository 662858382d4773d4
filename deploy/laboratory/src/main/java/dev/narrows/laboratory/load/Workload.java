package dev.narrows.laboratory.load;

import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.schemas.produce.VectorWriter;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.Dataset;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of a measurement, and vectors into them. One thread; holds an admin client until closed. */
public final class Workload implements AutoCloseable {

    private static final int KEPT_ROWS = 20_000;
    private static final Map<String, String> KEEPS_ALL = Map.of("retention.ms", "-1", "retention.bytes", "-1");

    private final Map<String, Object> client;
    private final Admin admin;

    /** Connects. */
    public Workload(NarrowsSettings settings) {
        this.client = settings.client();
        this.admin = Admin.create(client);
    }

    /** What clients of the cluster are configured with. */
    public Map<String, Object> client() {
        return Map.copyOf(client);
    }

    public Admin admin() {
        return admin;
    }

    /** Makes topics that keep everything. */
    public void create(int partitions, Stream<String> topics) {
        await(() -> admin.createTopics(topics.map(topic ->
                                new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(KEEPS_ALL))
                        .toList())
                .all()
                .get());
    }

    /** Deletes topics, those that are there. */
    public void delete(Stream<String> topics) {
        List<String> names = topics.toList();
        await(() -> {
            try {
                admin.deleteTopics(names).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
    }

    /** Wire format values of the first rows, in turn as often as needed. */
    public static byte[][] values(Dataset rows, String topic, SchemaRegistry registry) {
        VectorWriter writer = VectorWriter.of(VectorFormat.AVRO, topic, registry);
        byte[][] values = new byte[Math.min(KEPT_ROWS, rows.rows())][];
        float[] row = new float[rows.dim()];
        for (int i = 0; i < values.length; i++) {
            rows.read(i, 1, row);
            values[i] = writer.write(row);
        }
        return values;
    }

    /** Writes {@code records} records, keys of 8 bytes, spread evenly over the partitions; returns when all are there. */
    public void fill(String topic, int partitions, byte[][] values, long records) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "" + 512 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "" + 128 * 1024 * 1024);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < records; i++) {
                byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(i).array();
                byte[] value = values[(int) (i % values.length)];
                var unused = producer.send(
                        new ProducerRecord<>(topic, (int) (i % partitions), key, value), (metadata, failed) -> {
                            if (failed != null) {
                                failure.compareAndSet(null, failed);
                            }
                        });
            }
        }
        if (failure.get() != null) {
            throw new BenchException("topic " + topic + ": " + failure.get().getMessage(), failure.get());
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static void await(Call call) {
        try {
            call.make();
        } catch (ExecutionException e) {
            throw new BenchException("broker: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("broker: interrupted while waiting for it", e);
        }
    }

    /** A call to the broker. */
    private interface Call {
        void make() throws ExecutionException, InterruptedException;
    }
}
