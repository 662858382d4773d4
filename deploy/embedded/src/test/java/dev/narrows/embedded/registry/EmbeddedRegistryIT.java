package dev.narrows.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.embedded.broker.BrokerSettings;
import dev.narrows.embedded.broker.EmbeddedBroker;
import dev.narrows.embedded.broker.EmbeddedStartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded registry as plain HTTP clients see it, and what it keeps. */
class EmbeddedRegistryIT {

    private static final String FLOAT = schema("float");
    private static final String STRING = schema("string");
    private static final String BYTES = schema("bytes");

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(BrokerSettings.of(folder));
        registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
    }

    @AfterEach
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldKnowEverythingAgainAfterARestart() throws Exception {
        // given
        call("PUT", "/config", "{\"compatibility\":\"none\"}");
        call("PUT", "/config/a-value", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
        call("POST", "/subjects/a-value/versions", FLOAT);
        call("POST", "/subjects/b-value/versions", FLOAT);
        call("POST", "/subjects/b-value/versions", STRING);
        call("POST", "/subjects/gone-value/versions", BYTES);
        call("DELETE", "/subjects/gone-value", null);
        call("DELETE", "/subjects/b-value/versions/1", null);
        call("PUT", "/mode/b-value", "{\"mode\":\"READONLY\"}");
        List<String> paths = List.of(
                "/subjects",
                "/subjects?deleted=true",
                "/subjects/b-value/versions",
                "/subjects/b-value/versions/latest",
                "/schemas",
                "/schemas/ids/1",
                "/schemas/ids/2/versions",
                "/schemas/ids/3",
                "/config",
                "/config/a-value",
                "/mode/b-value");
        List<String> before = bodies(paths);

        // when
        stop();
        start();

        // then
        assertThat(bodies(paths)).isEqualTo(before);
        assertThat(before.get(0)).isEqualTo("[\"a-value\",\"b-value\"]");
        assertThat(before.get(2)).isEqualTo("[2]");
    }

    @Test
    void shouldGiveNoIdTwiceAfterARestart() throws Exception {
        // given
        call("POST", "/subjects/a-value/versions", FLOAT);
        call("DELETE", "/subjects/a-value", null);
        stop();
        start();

        // when
        HttpResponse<String> registered = call("POST", "/subjects/b-value/versions", STRING);

        // then
        assertThat(registered.body()).isEqualTo("{\"id\":2}");
    }

    @Test
    void shouldGoOnCountingVersionsOfASubjectThatWasDeleted() throws Exception {
        // given
        call("POST", "/subjects/a-value/versions", FLOAT);
        call("DELETE", "/subjects/a-value", null);

        // when
        HttpResponse<String> registered = call("POST", "/subjects/a-value/versions", STRING);

        // then
        assertThat(registered.statusCode()).isEqualTo(200);
        assertThat(call("GET", "/subjects/a-value/versions", null).body()).isEqualTo("[2]");
    }

    @Test
    void shouldKeepItsSchemasInACompactedTopic() throws Exception {
        // given
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "_schemas");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {

            // when
            var config = admin.describeConfigs(List.of(topic)).all().get().get(topic);

            // then
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void shouldRefuseWhatIsNotAnAvroSchema() throws Exception {
        // when
        HttpResponse<String> refused = call("POST", "/subjects/a-value/versions", "{\"schema\":\"nonsense\"}");

        // then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).startsWith("{\"error_code\":42201,\"message\":\"Invalid schema");
    }

    @Test
    void shouldRefuseAnotherKindOfSchema() throws Exception {
        // when
        HttpResponse<String> refused =
                call("POST", "/subjects/a-value/versions", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");

        // then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("42201", "expected: AVRO");
    }

    @Test
    void shouldRefuseABodyThatIsNotJson() throws Exception {
        // when
        HttpResponse<String> refused = call("POST", "/subjects/a-value/versions", "{\"schema\":");

        // then
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseToWriteToAReadOnlySubject() throws Exception {
        // given
        call("PUT", "/mode/a-value", "{\"mode\":\"READONLY\"}");

        // when
        HttpResponse<String> refused = call("POST", "/subjects/a-value/versions", FLOAT);

        // then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("42205");
    }

    @Test
    void shouldExplainAnIncompatibility() throws Exception {
        // given
        call("POST", "/subjects/a-value/versions", FLOAT);

        // when
        HttpResponse<String> judged =
                call("POST", "/compatibility/subjects/a-value/versions/latest?verbose=true", STRING);

        // then
        assertThat(judged.body())
                .startsWith("{\"is_compatible\":false,\"messages\":[")
                .contains("TYPE_MISMATCH");
    }

    @Test
    void shouldSayThatItsPortIsTaken() {
        // given
        int taken = URI.create(registry.url()).getPort();

        // when / then
        assertThatThrownBy(() -> EmbeddedRegistry.start(broker.bootstrapServers(), taken))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessage("registryPort: " + taken + " (expected: a free port on this machine)");
    }

    @Test
    void shouldAnswerJsonForAnUnknownAddress() throws Exception {
        // when
        HttpResponse<String> refused = call("GET", "/no/such/thing", null);

        // then
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).isEqualTo("{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
    }

    private List<String> bodies(List<String> paths) throws Exception {
        List<String> bodies = new ArrayList<>();
        for (String path : paths) {
            bodies.add(call("GET", path, null).body());
        }
        return bodies;
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String schema(String type) {
        return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":"
                + "[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"" + type + "\\\"}]}\"}";
    }
}
