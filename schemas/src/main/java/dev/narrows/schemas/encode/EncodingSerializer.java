package dev.narrows.schemas.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka serializer with which a producer of vectors writes latents itself, and saves the way to the broker as well.
 *
 * <p>It takes the settings of the producer that it is in: how to reach the brokers, {@code schema.registry.*}, and {@code
 * narrows.*} as in {@link EncoderSettings}. It connects when the first record comes, waits for a stable version, and follows it
 * from then on. The model runs in the producer's process, record by record; whoever has many vectors at once gives them to a
 * {@link VectorEncoder}.
 *
 * <p>Nobody is alerted, nothing becomes a dead letter, and nothing is counted for rollouts: all that is the service's. With
 * {@code narrows.anomaly.header} an anomalous record gets a header of that name, its error as text.
 *
 * <p>Any thread, as producers are; one at a time encodes. Closed with the producer.
 *
 * @param <T> {@code float[]}, or {@code byte[]} of little-endian float32
 */
public final class EncodingSerializer<T> implements Serializer<T> {

    private final BiFunction<Map<String, ?>, String, VectorEncoder> open;
    private Map<String, Object> settings = Map.of();
    private @Nullable EncoderSettings encoding;
    private @Nullable VectorEncoder encoder;

    /** For Kafka, which configures it next. */
    public EncodingSerializer() {
        this(VectorEncoder::open);
    }

    EncodingSerializer(BiFunction<Map<String, ?>, String, VectorEncoder> open) {
        this.open = open;
    }

    /**
     * Takes the producer's settings.
     *
     * @throws ConfigException when they cannot be right, or are for keys
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (isKey) {
            throw new ConfigException("key.serializer: " + getClass().getName() + " (expected: for values only)");
        }
        Map<String, Object> all = new HashMap<>(configs);
        all.putIfAbsent(EncoderSettings.MAX_BATCH, "1");
        try {
            encoding = EncoderSettings.of(all);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
        settings = all;
    }

    /** As the other, without a header. */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        return data == null ? null : encode(topic, data).latent();
    }

    /**
     * The latent of a vector.
     *
     * @return null for null (a tombstone)
     * @throws SerializationException when it is no vector that the model takes
     * @throws KafkaException when there is no stable version for as long as is waited, or the brokers do not answer
     * @throws dev.narrows.schemas.registry.RegistryException when the registry does not take the schema
     */
    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T data) {
        if (data == null) {
            return null;
        }
        EncodedVector.Value value = encode(topic, data);
        if (value.isAnomalous() && encoding != null && !encoding.anomalyHeader().isEmpty()) {
            mark(
                    headers,
                    encoding.anomalyHeader(),
                    Float.toString(value.error()).getBytes(StandardCharsets.UTF_8));
        }
        return value.latent();
    }

    /** Says so once: a record that is sent again has the header already, and may no longer be written to. */
    private static void mark(Headers headers, String name, byte[] error) {
        Header before = headers.lastHeader(name);
        if (before == null || !Arrays.equals(before.value(), error)) {
            headers.remove(name).add(name, error);
        }
    }

    private EncodedVector.Value encode(String topic, T data) {
        EncodedVector result = encoder(topic).encode(vector(topic, data));
        if (result instanceof EncodedVector.Value value) {
            return value;
        }
        throw new SerializationException(topic + ": " + ((EncodedVector.Refused) result).reason());
    }

    private synchronized VectorEncoder encoder(String topic) {
        if (encoding == null) {
            throw new IllegalStateException("serializer: not configured (expected: configure called before)");
        }
        VectorEncoder ready = encoder;
        if (ready == null) {
            ready = open.apply(settings, topic);
            encoder = ready;
        }
        return ready;
    }

    private static float[] vector(String topic, Object data) {
        if (data instanceof float[] floats) {
            return floats;
        }
        if (data instanceof byte[] bytes && bytes.length % Float.BYTES == 0) {
            float[] floats = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(floats);
            return floats;
        }
        String what = data instanceof byte[] bytes
                ? bytes.length + " bytes"
                : data.getClass().getName();
        throw new SerializationException(topic + ": " + what + " (expected: float[], or bytes, four a value)");
    }

    @Override
    public synchronized void close() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }
}
