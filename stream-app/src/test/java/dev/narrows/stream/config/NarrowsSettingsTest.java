package dev.narrows.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.stream.config.check.SettingException;
import dev.narrows.stream.config.source.SettingSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowsSettingsTest {

    private static final Map<String, String> NEEDED =
            Map.of("kafka.bootstrap.servers", "localhost:9092", "schema.registry.url", "http://localhost:8081");

    @Test
    void shouldRefuseSettingsOfAPipelineThatIsNotNamed() {
        // then
        assertThatThrownBy(() -> NarrowsSettings.of(NEEDED, Map.of("pipeline.boiler.input.topic", "boiler")))
                .isInstanceOf(SettingException.class)
                .hasMessage("pipeline.boiler.input.topic: boiler (expected: pipelines=boiler as well)");
    }

    @Test
    void shouldLetFlagsWinOverEnvironmentOverFileOverDefaults(@TempDir Path folder) throws IOException {
        // given
        Path file = folder.resolve("narrows.properties");
        Files.writeString(file, "model.name=file\nlatents.topic=file\nalerts.topic=file\n");
        Map<String, String> environment =
                SettingSources.environment(Map.of("NARROWS_LATENTS_TOPIC", "env", "NARROWS_ALERTS_TOPIC", "env"));
        Map<String, String> flags = SettingSources.flags(List.of("alerts.topic=flag"));

        // when
        NarrowsSettings settings = NarrowsSettings.of(NEEDED, SettingSources.file(file), environment, flags);

        // then
        assertThat(settings.input().topic()).isEqualTo("vectors");
        assertThat(settings.model().name()).isEqualTo("file");
        assertThat(settings.topics().latents()).isEqualTo("env");
        assertThat(settings.topics().alerts()).isEqualTo("flag");
    }

    @Test
    void shouldHaveDocumentedDefaults() {
        // when
        NarrowsSettings settings = NarrowsSettings.of(NEEDED);

        // then
        assertThat(settings.applicationId()).isEqualTo("narrows");
        assertThat(settings.input())
                .isEqualTo(new InputSettings("vectors", "avro", InputFields.of("vector"), 16 << 20, false, false));
        assertThat(settings.topics())
                .isEqualTo(new TopicSettings(
                        "latents",
                        "alerts",
                        "dead-letters",
                        "models",
                        "rollouts",
                        "rollout-commands",
                        "quality",
                        "groups",
                        -1,
                        true));
        int cores = Runtime.getRuntime().availableProcessors();
        int spare = cores - Math.max(1, cores - 1);
        assertThat(settings.model()).isEqualTo(new ModelSettings("default", "", "auto", 0, spare));
        assertThat(settings.alerts()).isEqualTo(new AlertSettings(false, 5));
        assertThat(settings.rollout()).isEqualTo(new RolloutSettings(true, List.of(5, 25, 50), 500, 0.01, 0.05, 0.02));
        assertThat(settings.http()).isEqualTo(new HttpSettings("localhost", 8080, false, ""));
    }

    @Test
    void shouldDocumentEveryKey() {
        // when
        String documentation = NarrowsSettings.documentation();

        // then
        assertThat(SettingKeys.DEFINITION.names())
                .allSatisfy(name -> assertThat(documentation).contains(name));
    }

    @ParameterizedTest
    @CsvSource({
        "input.topc, input.topic",
        "latent.topic, latents.topic",
        "bootstrap.servers, kafka.bootstrap.servers",
        "batch.max.record, batch.max.records",
        "linger.ms, kafka.linger.ms",
        "http.prt, http.port"
    })
    void shouldRefuseAnUnknownKeyWithTheNearestValidOne(String unknown, String nearest) {
        // given
        Map<String, String> settings = with(unknown, "x");

        // when, then
        assertThatThrownBy(() -> NarrowsSettings.of(settings))
                .isInstanceOf(SettingException.class)
                .hasMessage(unknown + ": unknown setting (expected: a known one, perhaps " + nearest + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input.format | xml | avro, raw, json",
                "http.port | 70000 | a whole number, 0 to 65535",
                "http.port | web | a whole number, 0 to 65535",
                "batch.max.records | 0 | a whole number, 1 to 1000000",
                "alert.vector | perhaps | true or false",
                "execution.provider | tpu | auto, cpu, cuda",
                "latents.retention.ms | -2 | a whole number, >= -1",
                "input.topic | a/b | a topic name",
                "model.name | ä | letters, digits, '.', '_' and '-'"
            })
    void shouldNameKeyValueAndExpectation(String key, String value, String expected) {
        // given
        Map<String, String> settings = with(key, value);

        // when, then
        assertThatThrownBy(() -> NarrowsSettings.of(settings))
                .hasMessage(key + ": " + value + " (expected: " + expected + ")");
    }

    @Test
    void shouldNameEverythingThatIsWrongInOneLine() {
        // given
        Map<String, String> settings = Map.of("http.port", "-1", "nonsense", "x");

        // when, then
        assertThatThrownBy(() -> NarrowsSettings.of(settings))
                .hasMessageContainingAll(
                        "nonsense: ",
                        "http.port: -1",
                        "kafka.bootstrap.servers: missing (expected: host:port, comma separated)",
                        "schema.registry.url: missing")
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema.registry.basic.auth.user.info", "schema.registry.auto.register"})
    void shouldPassRegistrySettingsOn(String key) {
        // when
        NarrowsSettings settings = NarrowsSettings.of(with(key, "v"));

        // then
        assertThat(settings.registry()).containsEntry(key, "v");
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new TreeMap<>(NEEDED);
        settings.put(key, value);
        return settings;
    }
}
