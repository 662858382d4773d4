package dev.narrows.embedded.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Key of a record of the topic {@code _schemas}, in Confluent's layout; compaction keeps the last record of each.
 *
 * @param keytype SCHEMA, DELETE_SUBJECT, CONFIG or MODE
 * @param subject the subject, or null for a setting of all subjects
 * @param version the version, for SCHEMA only
 * @param magic   version of the key's layout: 1 for SCHEMA, 0 for the others
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredKey(
        String keytype,
        @Nullable String subject,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer version,
        int magic) {

    static final String SCHEMA = "SCHEMA";
    static final String DELETE_SUBJECT = "DELETE_SUBJECT";
    static final String CONFIG = "CONFIG";
    static final String MODE = "MODE";

    static StoredKey schema(String subject, int version) {
        return new StoredKey(SCHEMA, subject, version, 1);
    }

    static StoredKey of(String keytype, @Nullable String subject) {
        return new StoredKey(keytype, subject, null, 0);
    }
}
