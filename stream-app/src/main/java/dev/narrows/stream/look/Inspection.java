package dev.narrows.stream.look;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.alert.KeyText;
import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.latent.LatentReader;
import dev.narrows.schemas.latent.LatentView;
import dev.narrows.schemas.latent.UnreadableLatentException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import dev.narrows.stream.config.InputSettings;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Takes a record of the input by partition and offset, and finds its latent. A latent does not say at which offset its
 * vector lies, but keeps partition, timestamp and key; where several share those, the one that decodes nearest to the
 * vector is taken. Any thread, one at a time.
 */
final class Inspection implements AutoCloseable {

    private static final int CANDIDATES = 64;
    private static final int NEWEST = 6;
    private static final int LAST_LATENTS = 16;

    private final String inputTopic;
    private final String latentsTopic;
    private final TopicPeek peek;
    private final InputValues vectors;
    private final LatentReader latents;
    private final VectorDecoder decoder;

    /** @param models stays the caller's, as does the registry */
    Inspection(NarrowsSettings settings, SchemaRegistry registry, ModelStore models) {
        InputSettings input = settings.input();
        this.inputTopic = input.topic();
        this.latentsTopic = settings.topics().latents();
        String model = settings.model().name();
        this.vectors = new InputValues(
                VectorReader.of(
                        VectorFormat.valueOf(input.format().toUpperCase(Locale.ROOT)),
                        input.fields(),
                        registry,
                        input.maxBytes()),
                version -> means(models.versions(model).get(version)));
        this.latents = new LatentReader(registry);
        this.decoder = VectorDecoder.of(
                DecoderSettings.of(Map.of(
                        "narrows.model.name",
                        settings.model().name(),
                        "narrows.models.topic",
                        settings.topics().models())),
                registry,
                models::load);
        this.peek = TopicPeek.open(settings.client());
    }

    /** The record and what became of it; empty where it is gone, or not there yet. */
    synchronized Optional<Inspected> record(int partition, long offset) {
        return peek.at(new TopicPartition(inputTopic, partition), offset)
                .map(record -> inspect(
                        record,
                        peek.since(
                                new TopicPartition(latentsTopic, record.partition()), record.timestamp(), CANDIDATES)));
    }

    /** The records of the last latents of the first few partitions, where they are still there. */
    synchronized List<Inspected> newest() {
        List<Inspected> found = new ArrayList<>();
        for (TopicPartition partition : peek.partitions(latentsTopic)) {
            if (found.size() < NEWEST) {
                newest(partition).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Inspected> newest(TopicPartition latentsPartition) {
        long end = peek.end(latentsPartition);
        List<ConsumerRecord<byte[], byte[]>> last =
                end == 0 ? List.of() : peek.from(latentsPartition, end - LAST_LATENTS, LAST_LATENTS);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        ConsumerRecord<byte[], byte[]> latent = last.get(last.size() - 1);
        TopicPartition input = new TopicPartition(inputTopic, latent.partition());
        return peek.since(input, latent.timestamp(), CANDIDATES).stream()
                .filter(record -> record.timestamp() == latent.timestamp() && Arrays.equals(record.key(), latent.key()))
                .findFirst()
                .map(record -> inspect(record, List.of(latent)));
    }

    /** A record of any topic; empty where it is gone. */
    synchronized Optional<ConsumerRecord<byte[], byte[]>> raw(String topic, int partition, long offset) {
        return peek.at(new TopicPartition(topic, partition), offset);
    }

    private Inspected inspect(ConsumerRecord<byte[], byte[]> record, List<ConsumerRecord<byte[], byte[]>> candidates) {
        Inspected found = new Inspected(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                KeyText.of(record.key()),
                record.serializedValueSize());
        try {
            match(found, record, candidates);
            if (found.modelVersion == 0) {
                found.problem = "no latent of it found in topic " + latentsTopic;
                found.vector = vectors.read(record.value(), 0);
            }
        } catch (UnreadableVectorException e) {
            found.problem = "no vector: " + e.getMessage();
        }
        return found;
    }

    private void match(
            Inspected found, ConsumerRecord<byte[], byte[]> record, List<ConsumerRecord<byte[], byte[]>> candidates)
            throws UnreadableVectorException {
        double nearest = Double.POSITIVE_INFINITY;
        for (ConsumerRecord<byte[], byte[]> latent : candidates) {
            if (latent.timestamp() == record.timestamp()
                    && Arrays.equals(latent.key(), record.key())
                    && decoder.decode(latent.value()) instanceof Decoded.Vector decoded) {
                float[] vector = vectors.read(record.value(), decoded.modelVersion());
                double distance = decoded.values().length == vector.length
                        ? distance(vector, decoded.values())
                        : Double.POSITIVE_INFINITY;
                if (distance < nearest) {
                    nearest = distance;
                    found.vector = vector;
                    take(found, latent.value(), decoded);
                }
            }
        }
    }

    private void take(Inspected found, byte[] latent, Decoded.Vector decoded) {
        found.modelVersion = decoded.modelVersion();
        found.error = decoded.error();
        found.reconstruction = decoded.values();
        try {
            LatentView view = latents.read(latent);
            found.code = view.code();
        } catch (UnreadableLatentException e) {
            throw new IllegalStateException("latent: decoded, but not readable (expected: both)", e);
        }
    }

    private static List<Float> means(@Nullable ModelManifest manifest) {
        Baseline baseline = manifest == null ? null : manifest.getBaseline();
        return baseline == null ? List.of() : baseline.getFeatureMeans();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public synchronized void close() {
        peek.close();
        decoder.close();
    }
}
