package dev.narrows.embedded.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaVersionFetcher;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows: the state that the records of the topic {@code _schemas}, applied in order, add up to.
 *
 * <p>Thread-safe. {@link #apply} is the only way in, at start and afterwards alike.
 */
final class SubjectTable implements SchemaVersionFetcher {

    static final String ALL_SUBJECTS = "";
    static final String READ_WRITE = "READWRITE";
    static final String READ_ONLY = "READONLY";

    private final SchemaParser parser = new SchemaParser(this);
    private final NavigableMap<String, NavigableMap<Integer, RegisteredSchema>> subjects = new TreeMap<>();
    private final NavigableMap<Integer, ParsedSchema> byId = new TreeMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private final Map<String, String> modes = new HashMap<>();

    /** Takes a record of the topic over. Kinds that it does not know are passed over, as Confluent's registry does. */
    synchronized void apply(StoredKey key, StoredValue value) {
        String subject = Objects.requireNonNullElse(key.subject(), ALL_SUBJECTS);
        switch (key.keytype()) {
            case StoredKey.SCHEMA -> applySchema(value);
            case StoredKey.DELETE_SUBJECT -> applyDeletion(subject, required("version", value.version()));
            case StoredKey.CONFIG ->
                levels.put(
                        subject,
                        CompatibilityLevel.forName(required("compatibilityLevel", value.compatibilityLevel())));
            case StoredKey.MODE -> modes.put(subject, required("mode", value.mode()));
            default -> {}
        }
    }

    private void applySchema(StoredValue value) {
        ParsedSchema schema = parser.parse(value);
        boolean deleted = Boolean.TRUE.equals(value.deleted());
        String subject = required("subject", value.subject());
        int version = required("version", value.version());
        int id = required("id", value.id());
        subjects.computeIfAbsent(subject, unused -> new TreeMap<>())
                .put(version, new RegisteredSchema(subject, version, id, schema, deleted));
        byId.putIfAbsent(id, schema);
    }

    private static <T> T required(String name, @Nullable T value) {
        return Objects.requireNonNull(
                value, () -> SchemasTopic.NAME + ": record without " + name + " (expected: Confluent's layout)");
    }

    private void applyDeletion(String subject, int lastVersion) {
        versionsOf(subject).headMap(lastVersion, true).replaceAll((version, registered) -> registered.asDeleted());
    }

    SchemaParser parser() {
        return parser;
    }

    /** Names of the subjects that have a version, in order. */
    synchronized List<String> subjects(boolean withDeleted) {
        List<String> names = new ArrayList<>();
        subjects.forEach((name, versions) -> {
            if (versions.values().stream().anyMatch(registered -> withDeleted || !registered.deleted())) {
                names.add(name);
            }
        });
        return names;
    }

    /** Versions of a subject, oldest first; none if it is unknown. */
    synchronized List<RegisteredSchema> versions(String subject, boolean withDeleted) {
        return versionsOf(subject).values().stream()
                .filter(registered -> withDeleted || !registered.deleted())
                .toList();
    }

    /** The version that {@code version} names: a number from 1, {@code latest} or -1. */
    RegisteredSchema version(String subject, String version, boolean withDeleted) throws RestClientException {
        List<RegisteredSchema> known = versions(subject, withDeleted);
        int number = VersionName.parse(version);
        if (known.isEmpty()) {
            throw Refusals.noSubject(subject);
        }
        if (number == VersionName.LATEST) {
            return known.get(known.size() - 1);
        }
        return known.stream()
                .filter(registered -> registered.version() == number)
                .findFirst()
                .orElseThrow(() -> Refusals.noVersion(version));
    }

    synchronized Optional<ParsedSchema> schema(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Id of a schema that is registered anywhere, deleted or not. */
    synchronized Optional<Integer> idOf(ParsedSchema schema) {
        return byId.entrySet().stream()
                .filter(entry -> RegisteredSchema.holds(entry.getValue(), schema))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Every version of every subject that has this id. */
    synchronized List<RegisteredSchema> withId(int id, boolean withDeleted) {
        return all(withDeleted).stream()
                .filter(registered -> registered.id() == id)
                .toList();
    }

    /** Every version of every subject, by subject and version. */
    synchronized List<RegisteredSchema> all(boolean withDeleted) {
        return subjects.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(registered -> withDeleted || !registered.deleted())
                .toList();
    }

    synchronized int nextId() {
        return byId.isEmpty() ? 1 : byId.lastKey() + 1;
    }

    synchronized int nextVersion(String subject) {
        NavigableMap<Integer, RegisteredSchema> versions = versionsOf(subject);
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    /** The subject's own level. */
    synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    /** The level that holds for the subject: its own, else that of all subjects, else BACKWARD. */
    synchronized CompatibilityLevel level(String subject) {
        return ownLevel(subject).or(() -> ownLevel(ALL_SUBJECTS)).orElse(CompatibilityLevel.BACKWARD);
    }

    /** The subject's own mode. */
    synchronized Optional<String> ownMode(String subject) {
        return Optional.ofNullable(modes.get(subject));
    }

    /** The mode that holds for the subject: its own, else that of all subjects, else READWRITE. */
    synchronized String mode(String subject) {
        return ownMode(subject).or(() -> ownMode(ALL_SUBJECTS)).orElse(READ_WRITE);
    }

    private NavigableMap<Integer, RegisteredSchema> versionsOf(String subject) {
        return subjects.getOrDefault(subject, new TreeMap<>());
    }

    @Override
    public String tenant() {
        return "default";
    }

    @Override
    public @Nullable Schema getByVersion(String subject, int version, boolean lookupDeleted) {
        return versions(subject, lookupDeleted).stream()
                .filter(registered -> registered.version() == version)
                .map(RegisteredSchema::toEntity)
                .findFirst()
                .orElse(null);
    }
}
