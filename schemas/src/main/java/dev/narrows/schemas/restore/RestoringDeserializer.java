package dev.narrows.schemas.restore;

import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.RegistryException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka deserializer that gives a consumer of the latents topic the producers' own records, in the schemas that they were
 * written with, each with its vector as it was decoded. The pipeline carries them where its setting {@code record} is {@code
 * whole}.
 *
 * <p>Settings are those of {@link dev.narrows.schemas.decode.ReconstructingDeserializer}, and:
 *
 * <ul>
 *   <li>{@value #RECORD_CLASS}: a class that Avro generated; records are of it, resolved to its schema. Without it they are
 *       generic records.
 *   <li>{@value #DESERIALIZER}: a Kafka deserializer of any other kind, which gets the producer's value and the same settings:
 *       Confluent's, one for bytes, one for JSON.
 * </ul>
 *
 * <p>Owned by the consumer's thread; closed with the consumer.
 *
 * @param <T> what records become
 */
public final class RestoringDeserializer<T> implements Deserializer<T> {

    static final String RECORD_CLASS = "narrows.record.class";
    static final String DESERIALIZER = "narrows.record.deserializer";

    private static final String MAX_BATCH = "narrows.decode.max.batch";

    private Map<String, Object> decoding = Map.of();
    private @Nullable Deserializer<T> values;
    private @Nullable VectorDecoder decoder;

    /** For Kafka, which configures it next. */
    public RestoringDeserializer() {}

    /**
     * Takes the consumer's settings.
     *
     * @throws ConfigException when they cannot be right, or are for keys
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (isKey) {
            throw new ConfigException("key.deserializer: " + getClass().getName() + " (expected: for values only)");
        }
        Map<String, Object> own = new HashMap<>(configs);
        Object recordClass = own.remove(RECORD_CLASS);
        Object deserializer = own.remove(DESERIALIZER);
        if (recordClass != null && deserializer != null) {
            throw new ConfigException(
                    RECORD_CLASS + ", " + DESERIALIZER + ": " + recordClass + ", " + deserializer + " (expected: one)");
        }
        own.putIfAbsent(MAX_BATCH, 1);
        try {
            DecoderSettings.of(own);
            values = deserializer == null
                    ? typed(new AvroRecords(configs, recordClass))
                    : typed(Utils.newInstance(deserializer.toString().trim(), Deserializer.class));
            values.configure(configs, false);
            decoding = own;
        } catch (IllegalArgumentException | ClassNotFoundException | KafkaException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // whoever sets the settings knows what they make
    private Deserializer<T> typed(Deserializer<?> any) {
        return (Deserializer<T>) any;
    }

    /**
     * The record that a latent stands for.
     *
     * @param value a value of the latents topic
     * @return the producer's record; null for null (a tombstone)
     * @throws SerializationException when the value is not decodable, and will not be, or carries no record
     * @throws KafkaException when a model is needed and the brokers do not answer; trying again is safe
     * @throws RegistryException when a schema is needed and the registry does not give it; trying again is safe
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        if (values == null) {
            throw new IllegalStateException("deserializer: not configured (expected: configure called before)");
        }
        if (decoder == null) {
            decoder = VectorDecoder.open(decoding);
        }
        Decoded decoded = decoder.decode(value);
        if (!(decoded instanceof Decoded.Vector vector)) {
            throw new SerializationException(topic + ": " + ((Decoded.Undecodable) decoded).reason());
        }
        return values.deserialize(topic, restored(topic, decoder, value, vector));
    }

    private static byte[] restored(String topic, VectorDecoder decoder, byte[] latent, Decoded.Vector vector) {
        try {
            return decoder.restore(latent, vector)
                    .orElseThrow(() -> new SerializationException(
                            topic + ": a latent that carries no record (expected: written with record=whole)"));
        } catch (IllegalArgumentException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
        if (values != null) {
            values.close();
        }
    }
}
