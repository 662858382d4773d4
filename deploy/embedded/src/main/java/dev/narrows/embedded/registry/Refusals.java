package dev.narrows.embedded.registry;

import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** The refusals of Confluent's API: HTTP status, error code and message as a Confluent registry words them. */
final class Refusals {

    private Refusals() {}

    static RestClientException noSubject(String subject) {
        return new RestClientException("Subject '" + subject + "' not found.", 404, 40401);
    }

    static RestClientException noVersion(String version) {
        return new RestClientException("Version " + version + " not found.", 404, 40402);
    }

    static RestClientException noSchema() {
        return new RestClientException("Schema not found", 404, 40403);
    }

    static RestClientException noSchema(int id) {
        return new RestClientException("Schema " + id + " not found", 404, 40403);
    }

    static RestClientException noSubjectLevel(String subject) {
        return new RestClientException(
                "Subject '" + subject + "' does not have subject-level compatibility configured", 404, 40408);
    }

    static RestClientException noSubjectMode(String subject) {
        return new RestClientException(
                "Subject '" + subject + "' does not have subject-level mode configured", 404, 40409);
    }

    static RestClientException incompatible(String subject, Object details) {
        return new RestClientException(
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                        + "\", details: " + details,
                409,
                409);
    }

    static RestClientException invalidSchema(String reason) {
        return new RestClientException("Invalid schema: " + reason, 422, 42201);
    }

    static RestClientException invalidVersion(String version) {
        return new RestClientException(
                "The specified version '" + version + "' is not a valid version id. "
                        + "Allowed values are between [1, 2^31-1] and the string \"latest\"",
                422,
                42202);
    }

    static RestClientException invalidLevel(String level) {
        return new RestClientException(
                "Invalid compatibility level: " + level
                        + " (expected: none, backward, forward, full, or one of the last three with _transitive)",
                422,
                42203);
    }

    static RestClientException invalidMode(String mode) {
        return new RestClientException("Invalid mode: " + mode + " (expected: READWRITE or READONLY)", 422, 42204);
    }

    static RestClientException readOnly(String subject) {
        return new RestClientException("Subject " + subject + " is in read-only mode", 422, 42205);
    }

    static RestClientException permanentDeletion() {
        return new RestClientException("permanent: true (expected: false; ids stay readable for ever)", 405, 405);
    }

    static RestClientException unreadableBody(String detail) {
        return new RestClientException("Body: " + detail + " (expected: JSON of Confluent's API)", 400, 400);
    }
}
