package dev.narrows.embedded.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Value of a record of the topic {@code _schemas}, in Confluent's layout. Which components are there depends on the kind
 * of key; the others are null and not written.
 *
 * @param subject            for SCHEMA and DELETE_SUBJECT
 * @param version            for SCHEMA its version, for DELETE_SUBJECT the last one that the deletion covers
 * @param id                 for SCHEMA
 * @param references         for SCHEMA, what its text refers to
 * @param schema             for SCHEMA, its text
 * @param deleted            for SCHEMA, whether this version was deleted on its own
 * @param compatibilityLevel for CONFIG
 * @param mode               for MODE
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredValue(
        @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<Reference> references,

        @Nullable String schema,
        @Nullable Boolean deleted,
        @Nullable String compatibilityLevel,
        @Nullable String mode) {

    /**
     * A schema that another one's text names.
     *
     * @param name    the name in the text
     * @param subject where it is registered
     * @param version its version there
     */
    record Reference(String name, String subject, int version) {}

    static StoredValue schema(String subject, int version, int id, List<Reference> references, String schema) {
        return new StoredValue(subject, version, id, references, schema, false, null, null);
    }

    static StoredValue deletion(String subject, int lastVersion) {
        return new StoredValue(subject, lastVersion, null, null, null, null, null, null);
    }

    static StoredValue level(String level) {
        return new StoredValue(null, null, null, null, null, null, level, null);
    }

    static StoredValue mode(String mode) {
        return new StoredValue(null, null, null, null, null, null, null, mode);
    }

    StoredValue asDeleted() {
        return new StoredValue(subject, version, id, references, schema, true, null, null);
    }
}
