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
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A converter of Kafka Connect for values of the latents topic: sinks get vectors, or the producers' own records.
 *
 * <p>Its settings are those of {@link VectorDecoder#open} and {@code narrows.shape}, each behind {@code value.converter.} in
 * the connector's configuration: {@code bootstrap.servers} and what else it takes to reach the brokers that hold the models,
 * {@code schema.registry.*}, and {@code narrows.*} as in {@link DecoderSettings}. It connects when the first record comes, and
 * decodes record by record, because that is how Connect calls it.
 *
 * <p>Where latents carry whole records, {@code narrows.record.converter} names the converter that a connector would have on the
 * producers' topic, and a sink gets what that makes of each record, with the vector as it was decoded. It gets the same settings
 * as this one, those of {@code narrows.*} apart.
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
    private @Nullable ProducersRecords records;
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
        Object converter = decoding.remove(ProducersRecords.CONVERTER);
        if (shape != null && converter != null) {
            throw new ConfigException(SHAPE + ", " + ProducersRecords.CONVERTER + ": " + shape + ", " + converter
                    + " (expected: one of them)");
        }
        decoding.putIfAbsent(MAX_BATCH, "1");
        try {
            shaping = Shape.of(shape == null ? "record" : shape.toString()).shaping();
            DecoderSettings.of(decoding);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
        if (converter != null) {
            records = new ProducersRecords(converter.toString().trim(), others(configs));
        }
        settings = decoding;
    }

    private static Map<String, Object> others(Map<String, ?> configs) {
        Map<String, Object> others = new HashMap<>(configs);
        others.keySet().removeIf(key -> key.startsWith("narrows."));
        return others;
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
                        "What a sink gets: a record with the vector in it, a column for each value, or the bare array.")
                .define(
                        ProducersRecords.CONVERTER,
                        ConfigDef.Type.STRING,
                        null,
                        ConfigDef.Importance.MEDIUM,
                        "A sink gets the producers' own records, as this converter makes them of their bytes.");
    }

    /**
     * What a latent stands for: the vector, in the shape that was asked for, or the producer's record.
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
        try {
            VectorDecoder ready = decoder();
            Decoded decoded = ready.decode(value);
            if (decoded instanceof Decoded.Vector vector) {
                return records == null ? into.of(vector) : records.of(topic, ready, value, vector);
            }
            throw new DataException(topic + ": " + ((Decoded.Undecodable) decoded).reason());
        } catch (ConnectException e) {
            throw e;
        } catch (KafkaException | RegistryException e) {
            throw new RetriableException(topic + ": " + e.getMessage(), e);
        }
    }

    private VectorDecoder decoder() {
        VectorDecoder ready = decoder;
        if (ready == null) {
            ready = open.apply(settings);
            decoder = ready;
        }
        return ready;
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
        if (records != null) {
            records.close();
            records = null;
        }
    }
}
