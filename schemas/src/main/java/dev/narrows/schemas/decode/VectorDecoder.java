package dev.narrows.schemas.decode;

import dev.narrows.schemas.frame.FrameReader;
import dev.narrows.schemas.latent.LatentReader;
import dev.narrows.schemas.latent.LatentView;
import dev.narrows.schemas.latent.UnreadableLatentException;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.topic.Clients;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes latents to vectors, in batches, whatever versions of the model made them.
 *
 * <p>Latents of one version go through its decoder together; the results come in the order of the latents. Decoders are
 * fetched from the models topic when a latent first names their version, and the last few are kept.
 *
 * <p>Owned by one thread. {@link #close} closes the decoders, and what {@link #open} opened.
 */
public final class VectorDecoder implements AutoCloseable {

    private static final int UNREADABLE = 0;

    private final LatentReader reader;
    private final Decoders decoders;
    private final int maxBatch;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    VectorDecoder(
            DecoderSettings settings,
            SchemaRegistry registry,
            Function<ModelId, ModelArtefact> models,
            LongSupplier nanoTime) {
        this.reader = new LatentReader(registry);
        this.decoders = new Decoders(settings, models, nanoTime);
        this.maxBatch = settings.maxBatch();
        this.owned.push(decoders);
    }

    /**
     * A decoder that takes models from {@code models}, for example {@code store::load}; that and the registry stay the
     * caller's.
     */
    public static VectorDecoder of(
            DecoderSettings settings, SchemaRegistry registry, Function<ModelId, ModelArtefact> models) {
        return new VectorDecoder(settings, registry, models, System::nanoTime);
    }

    /**
     * A decoder by settings alone: those of a Kafka client ({@code bootstrap.servers}, {@code security.*}, ...; those
     * that only consumers have are ignored), {@code schema.registry.*}, and those of {@link DecoderSettings}.
     *
     * @throws IllegalArgumentException when a setting is wrong
     * @throws KafkaException when the brokers do not answer
     */
    public static VectorDecoder open(Map<String, ?> settings) {
        return open(DecoderSettings.of(settings), settings);
    }

    static VectorDecoder open(DecoderSettings decoding, Map<String, ?> settings) {
        SchemaRegistry registry = SchemaRegistry.connect(settings);
        try {
            ModelStore store = ModelStore.open(ClientSettings.of(settings), decoding.modelsTopic(), registry);
            VectorDecoder decoder = of(decoding, registry, store::load);
            decoder.owned.addLast(store);
            decoder.owned.addLast(registry);
            return decoder;
        } catch (RuntimeException | Error e) {
            registry.close();
            throw e;
        }
    }

    /** As {@link #decode(List)}, for one. */
    public Decoded decode(byte @Nullable [] latent) {
        return decode(Arrays.asList(new byte[][] {latent})).get(0);
    }

    /**
     * Decodes latents.
     *
     * @param latents values of the latents topic; a tombstone (null) is not decodable
     * @return as many results, in the same order
     * @throws KafkaException when a model is needed and the brokers do not answer; trying again is safe
     * @throws RegistryException when a schema is needed and the registry does not give it; trying again is safe
     */
    public List<Decoded> decode(List<byte @Nullable []> latents) {
        Decoded[] results = new Decoded[latents.size()];
        int[] versions = versions(latents, results);
        for (int first = 0; first < results.length; first++) {
            if (results[first] == null) {
                decodeVersion(versions[first], first, latents, versions, results);
            }
        }
        return List.of(results);
    }

    /**
     * Decodes all that a consumer of the latents topic has polled, and hands each record on with what became of it: partition
     * by partition, each in the order of its offsets. As many as {@link DecoderSettings#maxBatch} go through the model
     * together, and no more vectors than that are held at once.
     *
     * <p>A consumer that ended in the middle of a poll has not committed it; what was handed on comes again.
     *
     * @param polled may be empty
     * @param each called on this thread; what it throws ends the call
     * @throws KafkaException when a model is needed and the brokers do not answer; trying again is safe
     * @throws RegistryException when a schema is needed and the registry does not give it; trying again is safe
     */
    public <K> void decode(
            ConsumerRecords<K, byte @Nullable []> polled,
            BiConsumer<ConsumerRecord<K, byte @Nullable []>, Decoded> each) {
        List<ConsumerRecord<K, byte @Nullable []>> together = new ArrayList<>(Math.min(maxBatch, polled.count()));
        for (ConsumerRecord<K, byte @Nullable []> record : polled) {
            together.add(record);
            if (together.size() == maxBatch) {
                handOn(together, each);
                together.clear();
            }
        }
        handOn(together, each);
    }

    private <K> void handOn(
            List<ConsumerRecord<K, byte @Nullable []>> records,
            BiConsumer<ConsumerRecord<K, byte @Nullable []>, Decoded> each) {
        List<byte @Nullable []> latents = new ArrayList<>(records.size());
        for (ConsumerRecord<K, byte @Nullable []> record : records) {
            latents.add(record.value());
        }
        List<Decoded> decoded = decode(latents);
        for (int i = 0; i < decoded.size(); i++) {
            each.accept(records.get(i), decoded.get(i));
        }
    }

    /**
     * The value that the producer wrote, with the vector as it was decoded; of a latent of a pipeline that carries whole
     * records ({@code record=whole}).
     *
     * @param latent a value of the latents topic
     * @param vector what it decoded to
     * @return the value in the producer's own format and schema; empty where the latent carries none
     * @throws IllegalArgumentException when what it carries is damaged
     */
    public Optional<byte[]> restore(byte[] latent, Decoded.Vector vector) {
        LatentView view = reader.read(latent);
        return view.hasFrame() ? Optional.of(FrameReader.value(view.frame(), vector.values())) : Optional.empty();
    }

    /** The model version that each latent names; those that name none get their result here. */
    private int[] versions(List<byte @Nullable []> latents, Decoded[] results) {
        int[] versions = new int[results.length];
        for (int i = 0; i < results.length; i++) {
            versions[i] = UNREADABLE;
            byte[] latent = latents.get(i);
            if (latent == null) {
                results[i] = new Decoded.Undecodable("latent: no value (expected: Latent in wire format)");
                continue;
            }
            try {
                int version = reader.read(latent).modelVersion();
                if (version < 1) {
                    results[i] = new Decoded.Undecodable("modelVersion: " + version + " (expected: >= 1)");
                } else {
                    versions[i] = version;
                }
            } catch (UnreadableLatentException e) {
                results[i] = new Decoded.Undecodable(String.valueOf(e.getMessage()));
            }
        }
        return versions;
    }

    /** Gives all latents of one version their result; the first of them is at {@code first}. */
    private void decodeVersion(
            int version, int first, List<byte @Nullable []> latents, int[] versions, Decoded[] results) {
        Decoders.Entry entry = decoders.get(version);
        if (entry instanceof Decoders.Ready ready) {
            Batch batch = new Batch(ready, version, maxBatch, results);
            for (int i = first; i < results.length; i++) {
                if (versions[i] == version) {
                    batch.add(i, reader.read(Objects.requireNonNull(latents.get(i))));
                }
            }
            batch.run();
        } else if (entry instanceof Decoders.Refused refused) {
            for (int i = first; i < results.length; i++) {
                if (versions[i] == version) {
                    results[i] = new Decoded.Undecodable(refused.reason());
                }
            }
        }
    }

    @Override
    public void close() {
        Clients.closeAll(owned, "decoder");
    }
}
