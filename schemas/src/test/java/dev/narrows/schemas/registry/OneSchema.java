package dev.narrows.schemas.registry;

import dev.narrows.schemas.GeneratedRecords;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Values in wire format without a registry: there is one schema, and it has one id. */
public final class OneSchema {

    private static final int SCHEMA_ID = 7;

    private OneSchema() {}

    /** Writes values of that schema. */
    public static <T extends SpecificRecord> Serializer<T> serializer(Schema schema) {
        return RecordSerializer.withId(SCHEMA_ID, schema);
    }

    /** Reads them again, and refuses others with a {@link SerializationException}. */
    public static <T extends SpecificRecord> Deserializer<T> deserializer(Schema schema) {
        GeneratedRecords.trust();
        SpecificDatumReader<T> reader = new SpecificDatumReader<>(schema);
        return (topic, value) -> {
            if (value == null) {
                return null;
            }
            if (WireFormat.schemaId(value) != SCHEMA_ID) {
                throw new SerializationException(topic + ": no schema id (expected: " + SCHEMA_ID + ")");
            }
            int header = WireFormat.HEADER_BYTES;
            try {
                return reader.read(
                        null, DecoderFactory.get().binaryDecoder(value, header, value.length - header, null));
            } catch (IOException | RuntimeException e) {
                throw new SerializationException(topic + ": " + e.getMessage(), e);
            }
        };
    }
}
