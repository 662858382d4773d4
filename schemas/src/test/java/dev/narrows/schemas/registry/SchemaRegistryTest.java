package dev.narrows.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.narrows.schemas.Latent;
import dev.narrows.schemas.Rollout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SchemaRegistryTest {

    private static final Schema LATENT = Latent.getClassSchema();

    private final FakeRegistryServer server = FakeRegistryServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldRegisterUnderTheTopicsValueOnce() {
        try (SchemaRegistry registry = server.connect()) {
            // when
            int first = registry.register("latents", LATENT);
            int again = registry.register("latents", LATENT);
            int other = registry.register("other", LATENT);

            // then
            assertThat(again).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
            assertThat(server.requests())
                    .containsExactly("POST /subjects/latents-value/versions", "POST /subjects/other-value/versions");
        }
    }

    @Test
    void shouldRegisterWhatTheSchemaFileSays() throws Exception {
        try (SchemaRegistry registry = server.connect()) {
            // when
            int id = registry.register("rollouts", Rollout.getClassSchema());

            // then
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(server.text(id)))
                    .isEqualTo(json.readTree(Files.readString(Path.of("src/main/avro/Rollout.avsc"))));
        }
    }

    @Test
    void shouldOnlyLookUpWhereItMayNotRegister() {
        try (SchemaRegistry registry = connect(Map.of("schema.registry.auto.register", "false"))) {
            // then
            assertThatThrownBy(() -> registry.register("latents", LATENT))
                    .isInstanceOf(MissingSchemaException.class)
                    .hasMessage("latents-value: schema dev.narrows.schemas.Latent is not registered"
                            + " (expected: registered, or schema.registry.auto.register=true)");

            // when
            int id = server.add("latents-value", PortableSchema.text(LATENT));

            // then
            assertThat(registry.register("latents", LATENT)).isEqualTo(id);
            assertThat(server.requests()).allMatch("POST /subjects/latents-value"::equals);
        }
    }

    @Test
    void shouldAskForAnIdOnce() {
        // given
        int id = server.add("vectors-value", LATENT.toString());
        try (SchemaRegistry registry = server.connect()) {
            // when
            Schema first = registry.schema(id);
            Schema again = registry.schema(id);

            // then
            assertThat(first).isEqualTo(LATENT).isSameAs(again);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void shouldAskAgainForAnUnknownIdAfterAWhile() {
        // given
        AtomicLong nanos = new AtomicLong(-5);
        RegistrySettings settings = RegistrySettings.of(server.settings());
        try (SchemaRegistry registry = new SchemaRegistry(settings, nanos::get)) {
            // when
            assertUnknown(registry, 1);
            assertUnknown(registry, 1);
            server.add("vectors-value", LATENT.toString());
            assertUnknown(registry, 1);
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());

            // then
            assertThat(registry.schema(1)).isEqualTo(LATENT);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void shouldResolveReferences() {
        // given
        server.add("inner", """
                {"type": "record", "name": "a.Inner", "fields": [{"name": "v", "type": "bytes"}]}""");
        server.add("middle", "AVRO", """
                {"type": "record", "name": "a.Middle", "fields": [{"name": "inner", "type": "a.Inner"}]}""", List.of(Map.of("name", "a.Inner", "subject", "inner", "version", 1)));
        int id = server.add(
                "outer",
                "AVRO",
                """
                {"type": "record", "name": "a.Outer", "fields": [
                  {"name": "middle", "type": "a.Middle"}, {"name": "inner", "type": "a.Inner"}]}""",
                List.of(
                        Map.of("name", "a.Middle", "subject", "middle", "version", 2),
                        Map.of("name", "a.Inner", "subject", "inner", "version", 1)));
        try (SchemaRegistry registry = server.connect()) {
            // when
            Schema schema = registry.schema(id);

            // then
            assertThat(schema.getField("middle").schema().getField("inner").schema())
                    .isEqualTo(schema.getField("inner").schema());
        }
    }

    @Test
    void shouldTellAnIdThatIsNoAvroSchema() {
        // given
        server.add("json", "JSON", "{}", List.of());
        server.add("broken", "{\"type\": \"no such type\"}");
        try (SchemaRegistry registry = server.connect()) {
            // then
            assertThatThrownBy(() -> registry.schema(1))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessage("schema id 1: a schema of type JSON (expected: an Avro schema)");
            assertUnknown(registry, 2);
            assertUnknown(registry, 1);
            assertUnknown(registry, 2);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void shouldTellUnavailableFromRefusedFromUnknown() {
        try (SchemaRegistry registry = server.connect()) {
            for (int status : List.of(500, 503, 429)) {
                server.failWith(status);
                assertThatThrownBy(() -> registry.schema(7)).isInstanceOf(RegistryUnavailableException.class);
                assertThatThrownBy(() -> registry.register("latents", LATENT))
                        .isInstanceOf(RegistryUnavailableException.class);
            }
            for (int status : List.of(401, 403, 409, 422)) {
                server.failWith(status);
                assertThatThrownBy(() -> registry.schema(7)).isInstanceOf(RegistryRefusedException.class);
                assertThatThrownBy(() -> registry.register("latents", LATENT))
                        .isInstanceOf(RegistryRefusedException.class);
            }
            server.failWith(0);
            assertUnknown(registry, 7);
        }
    }

    @Test
    void shouldTellAnAddressThatIsNoRegistry() {
        try (SchemaRegistry registry =
                SchemaRegistry.connect(Map.of("schema.registry.url", server.url() + "/elsewhere"))) {
            assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryRefusedException.class);
        }
    }

    @Test
    void shouldTellARegistryThatIsGone() {
        // given
        SchemaRegistry registry = server.connect();
        server.close();

        // then
        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(server.url());
        registry.close();
    }

    @Test
    void shouldNotTellThePasswordInAnAddress() {
        // given
        server.close();
        String url = server.url().replace("//", "//user:secret@");

        // then
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", url))) {
            assertThatThrownBy(() -> registry.schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(server.url())
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldTryTheNextAddress() {
        // given
        FakeRegistryServer gone = FakeRegistryServer.start();
        gone.close();
        int id = server.add("vectors-value", LATENT.toString());

        // when
        try (SchemaRegistry registry =
                SchemaRegistry.connect(Map.of("schema.registry.url", gone.url() + ", " + server.url()))) {
            // then
            assertThat(registry.schema(id)).isEqualTo(LATENT);
        }
    }

    @Test
    void shouldAuthenticateWithNameAndPassword() {
        // given
        server.requireAuthorization("Basic dXNlcjpzZWNyZXQ=");
        Map<String, String> credentials = Map.of(
                "schema.registry.basic.auth.credentials.source", "USER_INFO",
                "schema.registry.basic.auth.user.info", "user:secret");

        // then
        try (SchemaRegistry without = server.connect();
                SchemaRegistry with = connect(credentials)) {
            assertThatThrownBy(() -> without.register("latents", LATENT)).isInstanceOf(RegistryRefusedException.class);
            assertThat(with.register("latents", LATENT)).isEqualTo(1);
        }
    }

    @Test
    void shouldAuthenticateWithAToken() {
        // given
        server.requireAuthorization("Bearer abc");
        Map<String, String> credentials = Map.of(
                "schema.registry.bearer.auth.credentials.source", "STATIC_TOKEN",
                "schema.registry.bearer.auth.token", "abc");

        // then
        try (SchemaRegistry registry = connect(credentials)) {
            assertThat(registry.register("latents", LATENT)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        assertThatThrownBy(() -> SchemaRegistry.connect(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("schema.registry.url: none (expected:");
        assertThatThrownBy(() -> connect(Map.of("schema.registry.auto.register", "yes")))
                .hasMessage("schema.registry.auto.register: yes (expected: true or false)");
        assertThatThrownBy(() -> connect(Map.of("schema.registry.missing.cache.size", "many")))
                .hasMessageStartingWith("schema.registry.missing.cache.size: many (expected:");
        assertThatThrownBy(() -> connect(Map.of("schema.registry.basic.auth.credentials.source", "USER_INFO")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("schema.registry.*: ");
    }

    @Test
    void shouldConvertWhatTheClientCasts() {
        // given
        Map<String, String> numbers = Map.of(
                "schema.registry.missing.id.cache.ttl.sec", "5",
                "schema.registry.missing.version.cache.ttl.sec", "5",
                "schema.registry.missing.schema.cache.ttl.sec", "5",
                "schema.registry.missing.cache.size", "100",
                "schema.registry.http.read.timeout.ms", "5000",
                "schema.registry.bearer.auth.cache.expiry.buffer.seconds", "5");

        // then
        try (SchemaRegistry registry = connect(numbers)) {
            assertThat(registry.register("latents", LATENT)).isEqualTo(1);
        }
    }

    private SchemaRegistry connect(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.putAll(more);
        return SchemaRegistry.connect(settings);
    }

    private static void assertUnknown(SchemaRegistry registry, int id) {
        assertThatThrownBy(() -> registry.schema(id))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("schema id " + id);
    }
}
