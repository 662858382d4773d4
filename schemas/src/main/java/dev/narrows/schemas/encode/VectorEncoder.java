package dev.narrows.schemas.encode;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.decode.ClientSettings;
import dev.narrows.schemas.latent.LatentWriter;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.topic.Clients;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes vectors to latents, byte for byte as a service with such settings does whose batches are the same: codes do not
 * depend on the batch, corrections of a block do. A new stable version takes over between two calls.
 *
 * <p>Any thread; one at a time encodes. {@link #close} closes the model, and what {@link #open} opened.
 */
public final class VectorEncoder implements AutoCloseable {

    private final EncoderSettings settings;
    private final LatentWriter writer;
    private final Source source;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private @Nullable EncodingModel current;

    VectorEncoder(EncoderSettings settings, int latentSchemaId, Source source) {
        this.settings = settings;
        this.writer = new LatentWriter(latentSchemaId);
        this.source = source;
        this.owned.add(source);
    }

    /**
     * An encoder that stays with one version.
     *
     * @param latentSchemaId of {@link Latent}'s schema, from the registry
     * @throws dev.narrows.schemas.model.ModelRefusedException when the model does not do what its manifest says
     * @throws IllegalArgumentException when the model cannot keep what is promised
     */
    public static VectorEncoder of(EncoderSettings settings, int latentSchemaId, ModelArtefact artefact) {
        OnnxModel model = load(settings, artefact);
        return new VectorEncoder(settings, latentSchemaId, new Source() {
            @Override
            public <T> T with(Function<OnnxModel, T> use) {
                return use.apply(model);
            }

            @Override
            public void close() {
                model.close();
            }
        });
    }

    /**
     * An encoder by settings alone: those of a Kafka client ({@code bootstrap.servers}, {@code security.*}, ...; those that
     * only producers have are ignored), {@code schema.registry.*}, and those of {@link EncoderSettings}. Registers the schema
     * of latents where that is allowed, and follows the stable version.
     *
     * @param latentsTopic whose schema subject it is
     * @throws IllegalArgumentException when a setting is wrong
     * @throws KafkaException when the brokers do not answer
     * @throws RegistryException when the registry does not
     */
    public static VectorEncoder open(Map<String, ?> settings, String latentsTopic) {
        EncoderSettings encoding = EncoderSettings.of(settings);
        Map<String, Object> client = ClientSettings.of(settings);
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            SchemaRegistry registry = SchemaRegistry.connect(settings);
            opened.push(registry);
            int schemaId = registry.register(latentsTopic, Latent.getClassSchema());
            ModelStore store = ModelStore.open(client, encoding.modelsTopic(), registry);
            opened.push(store);
            RolloutLog rollouts = RolloutLog.open(client, encoding.rolloutsTopic(), registry);
            opened.push(rollouts);
            StableModel stable =
                    new StableModel(encoding.modelName(), id -> load(encoding, store.load(id)), encoding.patience());
            VectorEncoder encoder = new VectorEncoder(encoding, schemaId, stable.start(rollouts));
            encoder.owned.addAll(opened);
            return encoder;
        } catch (RuntimeException | Error e) {
            try {
                Clients.closeAll(opened, "encoder");
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static OnnxModel load(EncoderSettings settings, ModelArtefact artefact) {
        if (settings.fidelity().corrects()) {
            new Corrections(settings.fidelity(), artefact.manifest());
        }
        return OnnxModel.load(artefact, settings.onnx());
    }

    /** As {@link #encode(List)}, for one. */
    public EncodedVector encode(float[] vector) {
        return encode(List.of(vector)).get(0);
    }

    /**
     * Encodes vectors, as many as {@link EncoderSettings#maxBatch} at once, all of a call with the same version.
     *
     * @param vectors float32 [inputDim] each, in the units that the model was trained on
     * @return as many results, in the same order
     * @throws KafkaException when there is no stable version for as long as is waited; trying again is safe
     */
    public synchronized List<EncodedVector> encode(List<float[]> vectors) {
        EncodingModel ready = ready();
        List<EncodedVector> results = new ArrayList<>(vectors.size());
        for (int from = 0; from < vectors.size(); from += settings.maxBatch()) {
            ready.encode(vectors.subList(from, Math.min(vectors.size(), from + settings.maxBatch())), results);
        }
        return results;
    }

    /** Of the version that is stable now. */
    private EncodingModel ready() {
        EncodingModel before = current;
        EncodingModel now = source.with(model -> before != null && before.isOf(model)
                ? before
                : new EncodingModel(model, settings.fidelity(), settings.maxBatch(), writer));
        if (before != null && before != now) {
            before.close();
        }
        current = now;
        return now;
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
            current = null;
        }
        Clients.closeAll(owned, "encoder");
    }
}
