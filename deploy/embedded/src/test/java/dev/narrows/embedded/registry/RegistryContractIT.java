package dev.narrows.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Confluent's own Java client may expect of a registry, ours or another. */
@OnCluster
class RegistryContractIT {

    private static final ParsedSchema FIRST = new AvroSchema("""
            {"type":"record","name":"Reading","fields":[{"name":"value","type":"float"}]}""");
    private static final ParsedSchema WITH_DEFAULT = new AvroSchema("""
            {"type":"record","name":"Reading","fields":[{"name":"value","type":"float"},\
            {"name":"unit","type":"string","default":"m"}]}""");
    private static final ParsedSchema INCOMPATIBLE = new AvroSchema("""
            {"type":"record","name":"Reading","fields":[{"name":"other","type":"string"}]}""");

    private SchemaRegistryClient client;
    private SchemaRegistryClient anotherClient;
    private String subject;

    @BeforeEach
    void connect(TestCluster cluster) {
        client = connected(cluster);
        anotherClient = connected(cluster);
        subject = cluster.newName("contract") + "-value";
    }

    private static SchemaRegistryClient connected(TestCluster cluster) {
        return new CachedSchemaRegistryClient(cluster.registryUrl(), 100);
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        anotherClient.close();
    }

    @Test
    void shouldServeARegisteredSchemaByItsId() throws Exception {
        // given
        int id = client.register(subject, FIRST);

        // when
        ParsedSchema found = anotherClient.getSchemaById(id);

        // then
        assertThat(found.canonicalString()).isEqualTo(FIRST.canonicalString());
    }

    @Test
    void shouldGiveTheSameIdForTheSameSchema() throws Exception {
        // given
        int id = client.register(subject, FIRST);

        // when
        int again = anotherClient.register(subject, FIRST);

        // then
        assertThat(again).isEqualTo(id);
    }

    @Test
    void shouldShareIdsAmongSubjects() throws Exception {
        // given
        int id = client.register(subject, FIRST);

        // when
        int elsewhere = client.register("another-" + subject, FIRST);

        // then
        assertThat(elsewhere).isEqualTo(id);
        assertThat(anotherClient.getAllSubjectsById(id)).contains(subject, "another-" + subject);
    }

    @Test
    void shouldNumberTheVersionsOfASubject() throws Exception {
        // given
        client.register(subject, FIRST);

        // when
        int id = client.register(subject, WITH_DEFAULT);

        // then
        assertThat(anotherClient.getAllVersions(subject)).containsExactly(1, 2);
        assertThat(anotherClient.getLatestSchemaMetadata(subject).getId()).isEqualTo(id);
        assertThat(anotherClient.getSchemaMetadata(subject, 1).getSchema()).isEqualTo(FIRST.canonicalString());
    }

    @Test
    void shouldFindARegisteredSchemaUnderItsSubject() throws Exception {
        // given
        int id = client.register(subject, FIRST);

        // when
        int found = anotherClient.getId(subject, FIRST);

        // then
        assertThat(found).isEqualTo(id);
        assertThat(anotherClient.getVersion(subject, FIRST)).isEqualTo(1);
    }

    @Test
    void shouldListSubjects() throws Exception {
        // given
        client.register(subject, FIRST);

        // when
        var subjects = anotherClient.getAllSubjects();

        // then
        assertThat(subjects).contains(subject);
    }

    @Test
    void shouldRefuseAnIncompatibleSchema() throws Exception {
        // given
        client.updateCompatibility(subject, "BACKWARD");
        client.register(subject, FIRST);

        // when
        var refusal =
                catchThrowableOfType(RestClientException.class, () -> anotherClient.register(subject, INCOMPATIBLE));

        // then
        assertThat(refusal.getStatus()).isEqualTo(409);
    }

    @Test
    void shouldJudgeASchemaWithoutRegisteringIt() throws Exception {
        // given
        client.updateCompatibility(subject, "BACKWARD");
        client.register(subject, FIRST);

        // when
        List<Boolean> verdicts = List.of(
                client.testCompatibility(subject, WITH_DEFAULT), client.testCompatibility(subject, INCOMPATIBLE));

        // then
        assertThat(verdicts).containsExactly(true, false);
        assertThat(anotherClient.getAllVersions(subject)).containsExactly(1);
    }

    @Test
    void shouldTakeAnySchemaWhereCompatibilityIsNone() throws Exception {
        // given
        client.updateCompatibility(subject, "NONE");
        client.register(subject, FIRST);

        // when
        client.register(subject, INCOMPATIBLE);

        // then
        assertThat(anotherClient.getCompatibility(subject)).isEqualTo("NONE");
        assertThat(anotherClient.getAllVersions(subject)).containsExactly(1, 2);
    }

    @Test
    void shouldTellAnUnknownId() {
        // given
        int unknown = 1_999_999;

        // when
        var refusal = catchThrowableOfType(RestClientException.class, () -> client.getSchemaById(unknown));

        // then
        assertThat(refusal.getStatus()).isEqualTo(404);
        assertThat(refusal.getErrorCode()).isEqualTo(40403);
    }

    @Test
    void shouldTellAnUnknownSubject() {
        // given
        String unknown = "unknown-" + subject;

        // when
        var refusal = catchThrowableOfType(RestClientException.class, () -> client.getLatestSchemaMetadata(unknown));

        // then
        assertThat(refusal.getStatus()).isEqualTo(404);
        assertThat(refusal.getErrorCode()).isEqualTo(40401);
    }

    @Test
    void shouldTellAnUnknownVersion() throws Exception {
        // given
        client.register(subject, FIRST);

        // when
        var refusal = catchThrowableOfType(RestClientException.class, () -> client.getSchemaMetadata(subject, 7));

        // then
        assertThat(refusal.getErrorCode()).isEqualTo(40402);
    }

    @Test
    void shouldTellASchemaThatASubjectDoesNotHave() throws Exception {
        // given
        client.register(subject, FIRST);

        // when
        var refusal = catchThrowableOfType(RestClientException.class, () -> anotherClient.getId(subject, INCOMPATIBLE));

        // then
        assertThat(refusal.getErrorCode()).isEqualTo(40403);
    }

    @Test
    void shouldKeepServingTheIdsOfADeletedSubject() throws Exception {
        // given
        int id = client.register(subject, FIRST);

        // when
        List<Integer> deleted = client.deleteSubject(subject);

        // then
        assertThat(deleted).containsExactly(1);
        assertThat(anotherClient.getAllSubjects()).doesNotContain(subject);
        assertThat(anotherClient.getSchemaById(id).canonicalString()).isEqualTo(FIRST.canonicalString());
    }

    @Test
    void shouldResolveReferences() throws Exception {
        // given
        client.register(subject, FIRST);
        ParsedSchema referring = new AvroSchema(
                "{\"type\":\"record\",\"name\":\"Pair\",\"fields\":[{\"name\":\"one\",\"type\":\"Reading\"}]}",
                List.of(new SchemaReference("Reading", subject, 1)),
                Map.of("Reading", FIRST.canonicalString()),
                null);

        // when
        int id = client.register("pair-" + subject, referring);

        // then
        assertThat(anotherClient.getSchemaById(id).references()).hasSize(1);
    }
}
