package dev.narrows.clients.connect;

import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.VectorDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/** The producers' own records, as the converter that a connector would have on their topic makes them. One thread. */
final class ProducersRecords implements Closeable {

    /** Which converter that is. */
    static final String CONVERTER = "narrows.record.converter";

    private final Converter converter;

    /**
     * By settings.
     *
     * @param name class of the converter
     * @param configs for it as well
     * @throws ConfigException when there is no such converter, or it does not take the settings
     */
    ProducersRecords(String name, Map<String, ?> configs) {
        this.converter = made(name);
        converter.configure(configs, false);
    }

    private static Converter made(String name) {
        try {
            // From the plugin's own class loader Connect finds the classes of its other plugins too.
            return Class.forName(name, true, ProducersRecords.class.getClassLoader())
                    .asSubclass(Converter.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new ConfigException(CONVERTER, name, "expected: a converter of Kafka Connect, found " + e);
        }
    }

    /**
     * The record that a latent stands for.
     *
     * @throws DataException when the latent carries none, or a damaged one, or one that the converter does not take
     */
    SchemaAndValue of(String topic, VectorDecoder decoder, byte[] latent, Decoded.Vector vector) {
        byte[] record;
        try {
            record = decoder.restore(latent, vector)
                    .orElseThrow(() -> new DataException(
                            topic + ": a latent that carries no record (expected: written with record=whole)"));
        } catch (IllegalArgumentException e) {
            throw new DataException(topic + ": " + e.getMessage(), e);
        }
        try {
            return converter.toConnectData(topic, record);
        } catch (SerializationException e) {
            // Else Connect would take it for a failure of Kafka's that passes, and try for ever.
            throw new DataException(topic + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            converter.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
