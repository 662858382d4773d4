package dev.narrows.schemas.restore;

import dev.narrows.schemas.registry.RegistryRefusedException;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.UnknownSchemaException;
import dev.narrows.schemas.registry.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Avro in wire format to generic records of the writer's schema, or to a generated class. For one thread. */
final class AvroRecords implements Deserializer<Object> {

    private final SchemaRegistry registry;
    private final @Nullable RecordClasses classes;
    private final Map<Integer, DatumReader<Object>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    /**
     * @param settings {@code schema.registry.*}
     * @param recordClass name of a generated class; null for generic records
     * @throws IllegalArgumentException when there is no such class, or the registry's settings are wrong
     */
    AvroRecords(Map<String, ?> settings, @Nullable Object recordClass) {
        this.classes = recordClass == null
                ? null
                : new RecordClasses(generated(recordClass.toString().trim()));
        this.registry = SchemaRegistry.connect(settings);
    }

    private static Class<? extends SpecificRecord> generated(String name) {
        try {
            return Utils.loadClass(name, SpecificRecord.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalArgumentException(
                    RestoringDeserializer.RECORD_CLASS + ": " + name + " (expected: a class that Avro generated)", e);
        }
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        int id = WireFormat.schemaId(value);
        if (id == WireFormat.NO_SCHEMA) {
            throw new SerializationException(topic + ": a record that is not Avro (expected: with a schema id)");
        }
        try {
            DatumReader<Object> reader = readers.computeIfAbsent(id, this::reader);
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

    private DatumReader<Object> reader(int id) {
        Schema written = registry.schema(id);
        return classes == null
                ? new GenericDatumReader<>(written)
                : new SpecificDatumReader<>(written, classes.schema(), classes);
    }

    private static SerializationException unreadable(String topic, @Nullable String what, Throwable cause) {
        return new SerializationException(topic + ": " + what + " (expected: a record of its schema)", cause);
    }

    @Override
    public void close() {
        registry.close();
    }
}
