package dev.narrows.schemas.decode;

import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka deserializer that gives a consumer of the latents topic the vectors themselves.
 *
 * <p>It takes the settings of the consumer that it is in: {@code bootstrap.servers} and what else it takes to reach the
 * brokers, {@code schema.registry.*}, and {@code narrows.*} as in {@link DecoderSettings}. It connects when the first
 * record comes. It decodes record by record, because that is how Kafka calls it; codes are decoded many times faster where the
 * consumer reads bytes and gives each poll to {@link VectorDecoder#decode(org.apache.kafka.clients.consumer.ConsumerRecords,
 * java.util.function.BiConsumer)}.
 *
 * <p>Any thread, one at a time: Kafka Streams shares the deserializer of a source among its threads. Closed with the consumer.
 */
public final class ReconstructingDeserializer implements Deserializer<float[]> {

    private Map<String, Object> settings = Map.of();
    private @Nullable DecoderSettings decoding;
    private @Nullable VectorDecoder decoder;

    /** For Kafka, which configures it next. */
    public ReconstructingDeserializer() {}

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
        try {
            decoding = DecoderSettings.of(configs).oneByOne();
            SchemaRegistry.connect(configs).close(); // looks at its settings, and asks nothing yet
            settings = new HashMap<>(configs);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    /**
     * The vector that a latent stands for.
     *
     * @param value a value of the latents topic
     * @return float32 [inputDim], in the units of the input; null for null (a tombstone)
     * @throws SerializationException when the value is not decodable, and will not be
     * @throws KafkaException when a model is needed and the brokers do not answer; trying again is safe
     * @throws RegistryException when a schema is needed and the registry does not give it; trying again is safe
     */
    @Override
    public synchronized float @Nullable [] deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        if (decoder == null) {
            if (decoding == null) {
                throw new IllegalStateException("deserializer: not configured (expected: configure called before)");
            }
            decoder = VectorDecoder.open(decoding, settings);
        }
        Decoded decoded = decoder.decode(value);
        if (decoded instanceof Decoded.Vector vector) {
            return vector.values();
        }
        throw new SerializationException(topic + ": " + ((Decoded.Undecodable) decoded).reason());
    }

    @Override
    public synchronized void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
