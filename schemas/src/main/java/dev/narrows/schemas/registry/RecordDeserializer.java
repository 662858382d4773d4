package dev.narrows.schemas.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka deserializer of generated Avro records: reads with the schema that the record was written with and resolves
 * to the one that this program knows.
 *
 * <p>For one thread, as a Kafka consumer's deserializers are.
 *
 * @param <T> the record class, or {@link SpecificRecord} where the schema is a union of several
 */
public final class RecordDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final SchemaRegistry registry;
    private final Schema schema;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    /** A deserializer to {@code schema}, whose classes must be generated ones. */
    public RecordDeserializer(SchemaRegistry registry, Schema schema) {
        this.registry = registry;
        this.schema = schema;
    }

    /**
     * The record, null for null (a tombstone).
     *
     * @throws SerializationException when the bytes are not such a record
     * @throws RegistryUnavailableException when the registry does not answer
     * @throws RegistryRefusedException when the registry refuses us
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        int id = WireFormat.schemaId(value);
        if (id == WireFormat.NO_SCHEMA) {
            throw unreadable(topic, "no schema id", null);
        }
        try {
            SpecificDatumReader<T> reader = readers.computeIfAbsent(id, this::reader);
            int length = value.length - WireFormat.HEADER_BYTES;
            decoder = DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, decoder);
            return reader.read(null, decoder);
        } catch (RegistryUnavailableException | RegistryRefusedException e) {
            throw e;
        } catch (UnknownSchemaException | IOException | AvroRuntimeException e) {
            throw unreadable(topic, e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Avro follows a writer's schema however deep it is, and makes an array as long as the bytes claim.
            throw unreadable(topic, e.toString(), e);
        }
    }

    private SpecificDatumReader<T> reader(int id) {
        return new SpecificDatumReader<>(registry.schema(id), schema, GeneratedClasses.instance());
    }

    private SerializationException unreadable(String topic, @Nullable String what, @Nullable Throwable cause) {
        return new SerializationException(
                topic + ": " + what + " (expected: " + schema.getName() + " in wire format)", cause);
    }
}
