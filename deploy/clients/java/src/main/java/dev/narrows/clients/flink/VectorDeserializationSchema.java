package dev.narrows.clients.flink;

import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import java.io.IOException;
import java.io.Serial;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Flink job the vectors of the latents topic, float32 [inputDim] in the units of the input: {@code
 * KafkaSource.builder().setValueOnlyDeserializer(new VectorDeserializationSchema(settings))}. The source must read {@code
 * isolation.level=read_committed}.
 *
 * <p>Settings are those of {@link VectorDecoder#open}: how to reach brokers and registry, and {@code narrows.*}. It connects
 * where the job runs, when the source opens, and lets go of models some time after the source has ended, at the latest with the
 * job's classes. Flink calls it record by record.
 *
 * <p>What is not decodable ends the job, as with Flink's own formats; {@link #skippingUndecodable} leaves it out and counts
 * it as {@code narrowsUndecodable}. Tombstones are left out. Owned by the source's thread.
 */
public final class VectorDeserializationSchema implements DeserializationSchema<float[]> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String MAX_BATCH = "narrows.decode.max.batch";

    private final HashMap<String, String> settings;
    private final boolean skips;
    private final Opening opening;
    private transient @Nullable VectorDecoder decoder;
    private transient @Nullable Counter undecodable;

    /**
     * By settings alone.
     *
     * @throws IllegalArgumentException when a setting of {@code narrows.*} is wrong
     */
    public VectorDeserializationSchema(Map<String, String> settings) {
        this(settings, false, VectorDecoder::open);
    }

    VectorDeserializationSchema(Map<String, String> settings, boolean skips, Opening opening) {
        this.settings = new HashMap<>(settings);
        this.settings.putIfAbsent(MAX_BATCH, "1");
        this.skips = skips;
        this.opening = opening;
        DecoderSettings.of(this.settings);
    }

    /** The same, leaving out what is not decodable. */
    public VectorDeserializationSchema skippingUndecodable() {
        return new VectorDeserializationSchema(settings, true, opening);
    }

    @Override
    public void open(InitializationContext context) {
        VectorDecoder opened = opening.open(settings);
        OpenDecoder open = new OpenDecoder(this, opened);
        decoder = opened;
        undecodable = context.getMetricGroup().counter("narrowsUndecodable");
        // Several sources of a job have the same class loader.
        context.getUserCodeClassLoader().registerReleaseHookIfAbsent("narrows-" + UUID.randomUUID(), open::close);
    }

    /**
     * The vector that a latent stands for.
     *
     * @return null for a tombstone, and where what is not decodable is skipped
     * @throws IOException when the value is not decodable, and will not be
     * @throws org.apache.kafka.common.KafkaException when a model is needed and the brokers do not answer
     * @throws dev.narrows.schemas.registry.RegistryException when a schema is needed and the registry does not give it
     */
    @Override
    public float @Nullable [] deserialize(byte @Nullable [] latent) throws IOException {
        if (latent == null) {
            return null;
        }
        if (decoder == null || undecodable == null) {
            throw new IllegalStateException("schema: not open (expected: open called before)");
        }
        Decoded decoded = decode(decoder, latent);
        if (decoded instanceof Decoded.Vector vector) {
            return vector.values();
        }
        if (!skips) {
            throw new IOException(((Decoded.Undecodable) decoded).reason());
        }
        undecodable.inc();
        return null;
    }

    private Decoded decode(VectorDecoder with, byte[] latent) {
        try {
            return with.decode(latent);
        } finally {
            // Or the decoder might be closed while it runs, under a source that ends.
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean isEndOfStream(float[] next) {
        return false;
    }

    @Override
    public TypeInformation<float[]> getProducedType() {
        return PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO;
    }
}
