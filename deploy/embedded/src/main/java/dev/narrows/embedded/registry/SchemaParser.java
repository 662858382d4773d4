package dev.narrows.embedded.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.SchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaVersionFetcher;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** Text to schema, by Confluent's Avro provider; Avro is the only type. Thread-safe. */
final class SchemaParser {

    private final AvroSchemaProvider avro = new AvroSchemaProvider();

    /**
     * With a way to the schemas that others refer to.
     *
     * @param registered finds a version of a subject
     */
    SchemaParser(SchemaVersionFetcher registered) {
        avro.configure(Map.of(SchemaProvider.SCHEMA_VERSION_FETCHER_CONFIG, registered));
    }

    /** A schema that was accepted before. */
    ParsedSchema parse(StoredValue stored) {
        List<SchemaReference> references = Optional.ofNullable(stored.references()).orElse(List.of()).stream()
                .map(r -> new SchemaReference(r.name(), r.subject(), r.version()))
                .toList();
        return avro.parseSchemaOrElseThrow(
                new Schema(
                        stored.subject(), stored.version(), stored.id(), AvroSchema.TYPE, references, stored.schema()),
                false,
                false);
    }

    /** A schema as a client sends it. */
    ParsedSchema parse(Schema sent, boolean isNew, boolean normalize) throws RestClientException {
        if (sent.getSchemaType() != null && !sent.getSchemaType().equals(AvroSchema.TYPE)) {
            throw Refusals.invalidSchema("schemaType: " + sent.getSchemaType() + " (expected: AVRO)");
        }
        if (sent.getSchema() == null || sent.getSchema().isBlank()) {
            throw Refusals.invalidSchema("schema: empty (expected: an Avro schema)");
        }
        try {
            return avro.parseSchemaOrElseThrow(sent, isNew, normalize);
        } catch (RuntimeException e) {
            throw Refusals.invalidSchema(e.getMessage());
        }
    }
}
