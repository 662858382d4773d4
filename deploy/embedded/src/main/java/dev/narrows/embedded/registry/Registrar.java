package dev.narrows.embedded.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Changes what the registry knows. A change is judged, written to the topic, and takes effect when it is read back from
 * there, so that the topic is right whatever fails between.
 *
 * <p>Thread-safe; one change at a time.
 */
final class Registrar {

    private final SchemasTopic topic;
    private final SubjectTable table;

    Registrar(SchemasTopic topic, SubjectTable table) {
        this.topic = topic;
        this.table = table;
    }

    /** Takes over what the topic holds. */
    synchronized void catchUp() {
        topic.readToEnd(table::apply);
    }

    /** Registers a schema under a subject, or finds it there. */
    synchronized RegisteredSchema register(String subject, Schema sent, boolean normalize) throws RestClientException {
        catchUp();
        ParsedSchema schema = table.parser().parse(sent, true, normalize);
        Optional<RegisteredSchema> known = find(subject, schema, false);
        if (known.isPresent()) {
            return known.get();
        }
        requireWritable(subject);
        List<String> differences = differences(schema, table.level(subject), table.versions(subject, false));
        if (!differences.isEmpty()) {
            throw Refusals.incompatible(subject, differences);
        }
        int version = table.nextVersion(subject);
        write(
                StoredKey.schema(subject, version),
                stored(subject, version, table.idOf(schema).orElseGet(table::nextId), schema));
        return table.version(subject, Integer.toString(version), false);
    }

    /** The version of the subject that holds this schema. */
    Optional<RegisteredSchema> find(String subject, ParsedSchema schema, boolean withDeleted) {
        return table.versions(subject, withDeleted).stream()
                .filter(registered -> registered.holds(schema))
                .reduce((older, newer) -> newer);
    }

    /** What stands between a schema and these versions, oldest first; empty if it is compatible. */
    List<String> differences(ParsedSchema schema, CompatibilityLevel level, List<RegisteredSchema> versions) {
        List<ParsedSchemaHolder> history = new ArrayList<>();
        versions.forEach(version -> history.add(new SimpleParsedSchemaHolder(version.schema())));
        return schema.isCompatible(level, history);
    }

    /** Deletes all versions of a subject, so that it can be registered anew; returns their numbers. */
    synchronized List<Integer> delete(String subject) throws RestClientException {
        catchUp();
        List<RegisteredSchema> versions = table.versions(subject, false);
        if (versions.isEmpty()) {
            throw Refusals.noSubject(subject);
        }
        requireWritable(subject);
        int last = versions.get(versions.size() - 1).version();
        write(StoredKey.of(StoredKey.DELETE_SUBJECT, subject), StoredValue.deletion(subject, last));
        return versions.stream().map(RegisteredSchema::version).toList();
    }

    /** Deletes a version of a subject; returns its number. */
    synchronized int delete(String subject, String version) throws RestClientException {
        catchUp();
        RegisteredSchema found = table.version(subject, version, false);
        requireWritable(subject);
        write(
                StoredKey.schema(subject, found.version()),
                stored(subject, found.version(), found.id(), found.schema()).asDeleted());
        return found.version();
    }

    /** Sets the compatibility level of a subject, or of all. */
    synchronized void setLevel(String subject, CompatibilityLevel level) {
        write(key(StoredKey.CONFIG, subject), StoredValue.level(level.name));
    }

    /** Sets the mode of a subject, or of all. */
    synchronized void setMode(String subject, String mode) throws RestClientException {
        if (!mode.equals(SubjectTable.READ_WRITE) && !mode.equals(SubjectTable.READ_ONLY)) {
            throw Refusals.invalidMode(mode);
        }
        write(key(StoredKey.MODE, subject), StoredValue.mode(mode));
    }

    private void requireWritable(String subject) throws RestClientException {
        if (table.mode(subject).equals(SubjectTable.READ_ONLY)) {
            throw Refusals.readOnly(subject);
        }
    }

    private void write(StoredKey key, StoredValue value) {
        topic.append(key, value);
        catchUp();
    }

    private static StoredKey key(String keytype, String subject) {
        return StoredKey.of(keytype, subject.equals(SubjectTable.ALL_SUBJECTS) ? null : subject);
    }

    private static StoredValue stored(String subject, int version, int id, ParsedSchema schema) {
        List<StoredValue.Reference> references = schema.references().stream()
                .map(r -> new StoredValue.Reference(r.getName(), r.getSubject(), r.getVersion()))
                .toList();
        return StoredValue.schema(subject, version, id, references, schema.canonicalString());
    }
}
