package dev.narrows.laboratory.rate;

import dev.narrows.embedded.EmbeddedCluster;
import dev.narrows.laboratory.disk.DiskBytes;
import dev.narrows.laboratory.disk.Topics;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.produce.VectorProducer;
import dev.narrows.schemas.produce.VectorWriter;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.trainer.codec.Codec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.Slices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What records take on the disk of a real broker: they are written to a topic of their own, without keys, by Kafka's own
 * producer, and its log segments are weighed. The broker runs in this JVM, in a folder that goes with {@link #close}.
 * One thread.
 */
public final class BrokerDisk implements AutoCloseable {
    private static final int VERSION = 1;
    // Of as many bytes as that of almost any decoder.
    private static final int DECODER = Integer.MIN_VALUE;

    private final Path folder;
    private final EmbeddedCluster cluster;
    private final SchemaRegistry registry;
    private int topics;

    private BrokerDisk(Path folder, EmbeddedCluster cluster, SchemaRegistry registry) {
        this.folder = folder;
        this.cluster = cluster;
        this.registry = registry;
    }

    /** Starts a broker and a registry. */
    public static BrokerDisk open() throws IOException {
        Path folder = Files.createTempDirectory("narrows-bench-");
        EmbeddedCluster cluster = EmbeddedCluster.start(folder);
        return new BrokerDisk(
                folder, cluster, SchemaRegistry.connect(Map.of("schema.registry.url", cluster.registryUrl())));
    }

    /**
     * Bytes a record of the rows as vectors, in Avro and wire format as producers write them.
     *
     * @param compression of the producer: none, lz4 or zstd, say
     */
    double vectors(Dataset rows, String compression) {
        String topic = "vectors-" + ++topics;
        VectorWriter writer = VectorWriter.of(VectorFormat.AVRO, topic, registry);
        return weigh(
                topic,
                compression,
                rows.rows(),
                producer -> Slices.of(rows, (values, from, count) -> {
                    for (int row = 0; row < count; row++) {
                        int start = row * rows.dim();
                        producer.send(null, writer.write(Arrays.copyOfRange(values, start, start + rows.dim())));
                    }
                }));
    }

    /** The rows' codes as latents, in wire format. */
    List<byte[]> latents(Codec codec, Dataset rows) {
        LatentWriter writer = new LatentWriter(registry.register("latents", Latent.getClassSchema()));
        int dim = rows.dim();
        List<byte[]> latents = new ArrayList<>(rows.rows());
        Slices.of(rows, (values, from, count) -> {
            byte[] codes = new byte[count * codec.codeBytes()];
            float[] back = new float[count * dim];
            codec.encode(values, count, codes);
            codec.decode(codes, count, back);
            ByteBuffer buffer = ByteBuffer.wrap(codes);
            for (int row = 0; row < count; row++) {
                float error = error(values, back, row * dim, dim);
                latents.add(writer.write(VERSION, buffer, row, codec.codeBytes(), error, DECODER));
            }
        });
        return latents;
    }

    /** The first rows as vectors, as {@link #vectors} writes them. */
    List<byte[]> someVectors(Dataset rows, int most) {
        VectorWriter writer = VectorWriter.of(VectorFormat.AVRO, "vectors", registry);
        int count = Math.min(most, rows.rows());
        List<byte[]> vectors = new ArrayList<>(count);
        float[] row = new float[rows.dim()];
        for (int i = 0; i < count; i++) {
            rows.read(i, 1, row);
            vectors.add(writer.write(row.clone()));
        }
        return vectors;
    }

    /** Writes latents with an id of the registry beside the broker. */
    public LatentWriter latentWriter() {
        return new LatentWriter(registry.register("latents", Latent.getClassSchema()));
    }

    /** Bytes a record of such values. */
    public double records(List<byte[]> values, String compression) {
        return weigh("records-" + ++topics, compression, values.size(), producer -> {
            for (byte[] value : values) {
                producer.send(null, value);
            }
        });
    }

    private double weigh(String topic, String compression, int records, Consumer<VectorProducer> sender) {
        Map<String, Object> kafka = new HashMap<>(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        Topics.create(kafka, topic, 1);
        kafka.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        try (VectorProducer producer = VectorProducer.open(kafka, topic)) {
            sender.accept(producer);
            producer.flush();
        }
        return (double) DiskBytes.of(cluster.dataFolder(), topic) / records;
    }

    private static float error(float[] values, float[] back, int from, int dim) {
        double sum = 0;
        for (int i = from; i < from + dim; i++) {
            double difference = (double) values[i] - back[i];
            sum += difference * difference;
        }
        return (float) (sum / dim);
    }

    @Override
    public void close() {
        try (cluster;
                registry) {
            // Closed in the reverse order, whatever either does.
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
