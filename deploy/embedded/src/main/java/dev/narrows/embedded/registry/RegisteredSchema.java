package dev.narrows.embedded.registry;

import java.util.List;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;

/**
 * A version of a subject.
 *
 * @param subject the subject
 * @param version from 1
 * @param id      the id that records carry
 * @param schema  the parsed schema
 * @param deleted whether it was deleted; its id stays readable
 */
record RegisteredSchema(String subject, int version, int id, ParsedSchema schema, boolean deleted) {

    RegisteredSchema asDeleted() {
        return new RegisteredSchema(subject, version, id, schema, true);
    }

    boolean holds(ParsedSchema other) {
        return holds(schema, other);
    }

    /** Same text in canonical form, and same references. */
    static boolean holds(ParsedSchema one, ParsedSchema other) {
        return one.canonicalString().equals(other.canonicalString())
                && one.references().equals(other.references());
    }

    /** As Confluent's API shows it. */
    Schema toEntity() {
        List<SchemaReference> references = schema.references();
        return new Schema(subject, version, id, schema.schemaType(), references, schema.canonicalString());
    }
}
