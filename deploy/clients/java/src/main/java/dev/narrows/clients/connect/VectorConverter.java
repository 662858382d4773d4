package dev.narrows.clients.connect;

import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.DecoderSettings;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.RegistryException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A converter of Kafka Connect for values of the latents topic: sinks get vectors.
 *
 * <p>Its settings are those of {@link VectorDecoder#open} and {@code narrows.shape}, each behind {@code value.converter.} in
 * the connector's configuration: {@code bootstrap.servers} and what else it takes to reach the brokers that hold the models,
 * {@code schema.registry.*}, and {@code narrows.*} as in {@link DecoderSettings}. It connects when the first record comes, and
 * decodes record by record, because that is how Connect calls it.
 *
 * <p>What is not decodable is a {@link DataException}, which {@code errors.tolerance} decides about; where brokers or
 * registry do not answer it throws {@link RetriableException}, which Connect tries again for {@code errors.retry.timeout}.
 *
 * <p>One at a time, as each task of a connector has its own; closed with the task.
 */
public final class VectorConverter implements Converter {

    static final String SHAPE = "narrows.shape";
    private static final String MAX_BATCH = "narrows.decode.max.batch";

    private final Function<Map<String, ?>, VectorDecoder> open;
    private Map<String, Object> settings = Map.of();
    private @Nullable Shaping shaping;
    private @Nullable VectorDecoder decoder;

    /** For Connect, which configures it next. */
    public VectorConverter() {
        this(VectorDecoder::open);
    }

    VectorConverter(Function<Map<String, ?>, VectorDecoder> open) {
        this.open = open;
    }

    /**
     * Takes the settings behind {@code value.converter.}.
     *
     * @throws ConfigException when they cannot be right, or are for keys
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (isKey) {
            throw new ConfigException("key.converter: " + getClass().getName() + " (expected: for values only)");
        }
        Map<String, Object> decoding = new HashMap<>(configs);
        Object shape = decoding.remove(SHAPE);
        decoding.putIfAbsent(MAX_BATCH, "1");
        try {
            shaping = Shape.of(shape == null ? "record" : shape.toString()).shaping();
            DecoderSettings.of(decoding);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
        settings = decoding;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        SHAPE,
                        ConfigDef.Type.STRING,
                        "record",
                        ConfigDef.ValidString.in("record", "columns", "array"),
                        ConfigDef.Importance.MEDIUM,
                        "What a sink gets: a record with the vector in it, a column for each value, or the bare array.");
    }

    /**
     * The vector that a latent stands for, in the shape that was asked for.
     *
     * @return nothing for a tombstone
     * @throws DataException when the value is not decodable, and will not be
     * @throws RetriableException when brokers or registry do not answer
     */
    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        Shaping into = Objects.requireNonNull(shaping, "converter: not configured (expected: configure called before)");
        Decoded decoded = decode(topic, value);
        if (decoded instanceof Decoded.Vector vector) {
            return into.of(vector);
        }
        throw new DataException(topic + ": " + ((Decoded.Undecodable) decoded).reason());
    }

    private Decoded decode(String topic, byte[] value) {
        try {
            VectorDecoder ready = decoder;
            if (ready == null) {
                ready = open.apply(settings);
                decoder = ready;
            }
            return ready.decode(value);
        } catch (KafkaException | RegistryException e) {
            throw new RetriableException(topic + ": " + e.getMessage(), e);
        }
    }

    /** Not for sources: a topic of latents is written by the service. */
    @Override
    public byte[] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        throw new DataException(
                topic + ": a source's record (expected: sinks only; vectors go to the service's input)");
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
