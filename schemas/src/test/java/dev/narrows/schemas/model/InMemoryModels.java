package dev.narrows.schemas.model;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.registry.RecordSerializer;
import dev.narrows.schemas.registry.WireFormat;
import dev.narrows.schemas.topic.FakeTopic;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The model store and the rollout log on topics in memory, without broker and registry; all stores and logs that one of
 * these opens see the same topics.
 */
public final class InMemoryModels {

    private static final int SCHEMA_ID = 7;

    private final FakeTopic models = new FakeTopic("models");
    private final FakeTopic rollouts = new FakeTopic("rollouts");

    /** A new store on the models topic, taking models of anybody. */
    public ModelStore store() {
        return store(TrustedKeys.anybody());
    }

    /** A new store on the models topic. */
    public ModelStore store(TrustedKeys trusted) {
        return new ModelStore("models", modelTransport(), trusted);
    }

    /** A new log on the rollouts topic. */
    public RolloutLog rolloutLog() {
        return new RolloutLog(
                "rollouts",
                new RolloutTransport(
                        "rollouts",
                        rollouts::consumer,
                        rollouts::producer,
                        RecordSerializer.withId(SCHEMA_ID, Rollout.getClassSchema()),
                        () -> deserializer(Rollout.getClassSchema())));
    }

    /** The models topic itself. */
    public FakeTopic modelsTopic() {
        return models;
    }

    /** The rollouts topic itself. */
    public FakeTopic rolloutsTopic() {
        return rollouts;
    }

    ModelTransport modelTransport() {
        return new ModelTransport(
                "models",
                models::consumer,
                models::producer,
                RecordSerializer.withId(SCHEMA_ID, ModelStore.SCHEMA),
                deserializer(ModelStore.SCHEMA));
    }

    private static <T extends SpecificRecord> Deserializer<T> deserializer(Schema schema) {
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
            } catch (IOException | AvroRuntimeException e) {
                throw new SerializationException(topic + ": " + e.getMessage(), e);
            }
        };
    }
}
