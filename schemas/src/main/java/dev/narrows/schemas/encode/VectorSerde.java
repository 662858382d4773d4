package dev.narrows.schemas.encode;

import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.ReconstructingDeserializer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Vectors in Kafka Streams whose topics hold latents: {@code Consumed.with(Serdes.String(), serde)} reads a topic of latents,
 * {@code Produced.with(...)} writes one. Settings are those of {@link ReconstructingDeserializer} and {@link
 * EncodingSerializer}, each of which connects when its first record comes, so who only reads needs no stable version.
 *
 * <p>A serde that is a default of the application gets its settings; one that is passed to a method is configured before.
 */
public final class VectorSerde implements Serde<float[]> {

    private static final String PREFIX = "narrows.";

    private final EncodingSerializer<float[]> serializer = new EncodingSerializer<>();
    private final ReconstructingDeserializer deserializer = new ReconstructingDeserializer();

    /** For Kafka, which configures it next. */
    public VectorSerde() {}

    /**
     * Takes the settings of a client or an application.
     *
     * @throws ConfigException when they cannot be right, or are for keys
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        configs.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !DecoderSettings.knows(key) && !EncoderSettings.knows(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigException(key + ": unknown (expected: a setting of decoder or encoder)");
                });
        deserializer.configure(those(configs, DecoderSettings::knows), isKey);
        serializer.configure(those(configs, EncoderSettings::knows), isKey);
    }

    private static Map<String, Object> those(Map<String, ?> configs, Predicate<String> known) {
        Map<String, Object> some = new HashMap<>(configs);
        some.keySet().removeIf(key -> key.startsWith(PREFIX) && !known.test(key));
        return some;
    }

    @Override
    public Serializer<float[]> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<float[]> deserializer() {
        return deserializer;
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
