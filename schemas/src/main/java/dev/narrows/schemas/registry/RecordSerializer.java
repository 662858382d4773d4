package dev.narrows.schemas.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.ToIntFunction;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka serializer of generated Avro records: wire format header and Avro binary.
 *
 * <p>For one thread, as a Kafka producer's serializers are. Latents have their own, faster writer.
 *
 * @param <T> the record class, or {@link SpecificRecord} where the schema is a union of several
 */
public final class RecordSerializer<T extends SpecificRecord> implements Serializer<T> {

    private static final int INITIAL_BYTES = 512;

    private final ToIntFunction<String> idOfTopic;
    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    private final byte[] header = new byte[WireFormat.HEADER_BYTES];
    private @Nullable BinaryEncoder encoder;

    private RecordSerializer(Schema schema, ToIntFunction<String> idOfTopic) {
        this.writer = new SpecificDatumWriter<>(schema, GeneratedClasses.instance());
        this.idOfTopic = idOfTopic;
    }

    /** A serializer that registers {@code schema} for each topic that it first writes to. */
    public RecordSerializer(SchemaRegistry registry, Schema schema) {
        this(schema, topic -> registry.register(topic, schema));
    }

    /** A serializer with an id that the caller has got from the registry. */
    public static <T extends SpecificRecord> RecordSerializer<T> withId(int schemaId, Schema schema) {
        return new RecordSerializer<>(schema, topic -> schemaId);
    }

    /**
     * The record's bytes, null for null (a tombstone).
     *
     * @throws SerializationException when the record does not fit the schema
     * @throws RegistryException when the registry does not give the id
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        try {
            bytes.reset();
            WireFormat.writeHeader(header, idOfTopic.applyAsInt(topic));
            bytes.writeBytes(header);
            encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
            writer.write(record, encoder);
            return bytes.toByteArray();
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException(
                    topic + ": a " + record.getClass().getSimpleName() + " that does not fit its schema (expected: "
                            + "every field set)",
                    e);
        }
    }
}
