package dev.narrows.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.junit.jupiter.api.Test;

/** Replays records as a Confluent registry writes them. */
class SubjectTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRING = "\"\\\"string\\\"\"";
    private static final String LONG = "\"\\\"long\\\"\"";

    private final SubjectTable table = new SubjectTable();

    @Test
    void shouldKnowWhatWasRegistered() throws Exception {
        // given
        register("a-value", 1, 7, STRING);

        // when
        RegisteredSchema found = table.version("a-value", "latest", false);

        // then
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.id()).isEqualTo(7);
        assertThat(table.schema(7).map(ParsedSchema::canonicalString)).contains("\"string\"");
    }

    @Test
    void shouldHideADeletedSubjectButNotItsId() {
        // given
        register("a-value", 1, 1, STRING);

        // when
        apply("""
                {"keytype":"DELETE_SUBJECT","subject":"a-value","magic":0}""", """
                {"subject":"a-value","version":1}""");

        // then
        assertThat(table.subjects(false)).isEmpty();
        assertThat(table.subjects(true)).containsExactly("a-value");
        assertThat(table.schema(1)).isPresent();
        assertThat(table.nextVersion("a-value")).isEqualTo(2);
    }

    @Test
    void shouldShowWhatWasRegisteredAfterADeletion() {
        // given
        register("a-value", 1, 1, STRING);
        apply("""
                {"keytype":"DELETE_SUBJECT","subject":"a-value","magic":0}""", """
                {"subject":"a-value","version":1}""");

        // when
        register("a-value", 2, 2, LONG);

        // then
        assertThat(table.versions("a-value", false))
                .extracting(RegisteredSchema::version)
                .containsExactly(2);
    }

    @Test
    void shouldPassOverTheDeletionOfASubjectWhoseSchemasAreGone() {
        // when
        apply("""
                {"keytype":"DELETE_SUBJECT","subject":"gone","magic":0}""", """
                {"subject":"gone","version":3}""");

        // then
        assertThat(table.subjects(true)).isEmpty();
    }

    @Test
    void shouldPreferASubjectsOwnLevel() {
        // given
        apply("""
                {"keytype":"CONFIG","subject":null,"magic":0}""", """
                {"compatibilityLevel":"NONE"}""");

        // when
        apply("""
                {"keytype":"CONFIG","subject":"a-value","magic":0}""", """
                {"compatibilityLevel":"FULL"}""");

        // then
        assertThat(table.level("a-value")).isEqualTo(CompatibilityLevel.FULL);
        assertThat(table.level("b-value")).isEqualTo(CompatibilityLevel.NONE);
    }

    @Test
    void shouldJudgeBackwardWhereNobodySaidOtherwise() {
        // when
        CompatibilityLevel level = table.level("a-value");

        // then
        assertThat(level).isEqualTo(CompatibilityLevel.BACKWARD);
    }

    @Test
    void shouldPassOverKindsOfRecordsThatItDoesNotKnow() {
        // when
        apply("""
                {"keytype":"NOOP","magic":0}""", """
                {"unheardOf":true}""");

        // then
        assertThat(table.all(true)).isEmpty();
    }

    @Test
    void shouldRefuseAVersionThatIsNone() {
        // given
        register("a-value", 1, 1, STRING);

        // when
        List<RestClientException> refusals = List.of(
                catchThrowableOfType(RestClientException.class, () -> table.version("a-value", "0", false)),
                catchThrowableOfType(RestClientException.class, () -> table.version("a-value", "first", false)),
                catchThrowableOfType(RestClientException.class, () -> table.version("a-value", "2", false)),
                catchThrowableOfType(RestClientException.class, () -> table.version("b-value", "1", false)));

        // then
        assertThat(refusals).extracting(RestClientException::getErrorCode).containsExactly(42202, 42202, 40402, 40401);
    }

    @Test
    void shouldWriteRecordsInConfluentsLayout() throws Exception {
        // given
        var references = List.of(new StoredValue.Reference("Reading", "b-value", 1));

        // when
        List<String> written = List.of(
                JSON.writeValueAsString(StoredKey.schema("a-value", 1)),
                JSON.writeValueAsString(StoredValue.schema("a-value", 1, 7, List.of(), "\"string\"")),
                JSON.writeValueAsString(StoredValue.schema("a-value", 1, 7, references, "\"string\"")),
                JSON.writeValueAsString(StoredKey.of(StoredKey.CONFIG, null)),
                JSON.writeValueAsString(StoredValue.level("FULL")),
                JSON.writeValueAsString(StoredKey.of(StoredKey.DELETE_SUBJECT, "a-value")),
                JSON.writeValueAsString(StoredValue.deletion("a-value", 1)),
                JSON.writeValueAsString(StoredValue.mode("READONLY")));

        // then
        assertThat(written).containsExactly("""
                        {"keytype":"SCHEMA","subject":"a-value","version":1,"magic":1}""", """
                        {"subject":"a-value","version":1,"id":7,"schema":"\\"string\\"","deleted":false}""", """
                        {"subject":"a-value","version":1,"id":7,"references":[{"name":"Reading","subject":"b-value",\
                        "version":1}],"schema":"\\"string\\"","deleted":false}""", """
                        {"keytype":"CONFIG","subject":null,"magic":0}""", """
                        {"compatibilityLevel":"FULL"}""", """
                        {"keytype":"DELETE_SUBJECT","subject":"a-value","magic":0}""", """
                        {"subject":"a-value","version":1}""", """
                        {"mode":"READONLY"}""");
    }

    private void register(String subject, int version, int id, String schemaAsJson) {
        apply(
                "{\"keytype\":\"SCHEMA\",\"subject\":\"" + subject + "\",\"version\":" + version + ",\"magic\":1}",
                "{\"subject\":\"" + subject + "\",\"version\":" + version + ",\"id\":" + id + ",\"schema\":"
                        + schemaAsJson + ",\"deleted\":false}");
    }

    private void apply(String key, String value) {
        try {
            table.apply(JSON.readValue(key, StoredKey.class), JSON.readValue(value, StoredValue.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
