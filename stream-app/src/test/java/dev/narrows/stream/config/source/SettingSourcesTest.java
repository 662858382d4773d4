package dev.narrows.stream.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingSourcesTest {

    @ParameterizedTest
    @CsvSource({
        "NARROWS_INPUT_TOPIC, input.topic",
        "NARROWS_KAFKA_BOOTSTRAP_SERVERS, kafka.bootstrap.servers",
        "NARROWS_SCHEMA_REGISTRY_URL, schema.registry.url",
        "NARROWS_KAFKA_A__B___C, kafka.a_b-c"
    })
    void shouldFindTheKeyOfAVariable(String variable, String key) {
        // when
        Map<String, String> settings = SettingSources.environment(Map.of(variable, "v"));

        // then
        assertThat(settings).containsExactly(Map.entry(key, "v"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "NARROWS_CONFIG",
                "NARROWS_HOME",
                "NARROWS_JAVA_OPTS",
                "NARROWS_PORT",
                "NARROWS_PORT_8080_TCP",
                "NARROWS_PORT_8080_TCP_ADDR",
                "NARROWS_SERVICE_HOST",
                "NARROWS_SERVICE_PORT",
                "NARROWS_SERVICE_PORT_HTTP"
            })
    void shouldLeaveOutVariablesOfLaunchersAndKubernetes(String variable) {
        // when
        Map<String, String> settings = SettingSources.environment(Map.of(variable, "v"));

        // then
        assertThat(settings).isEmpty();
    }

    @Test
    void shouldSplitAFlagAtItsFirstEqualsSign() {
        // when
        Map<String, String> settings =
                SettingSources.flags(List.of("kafka.sasl.jaas.config=a=b", "http.port=", "a=1", "a=2"));

        // then
        assertThat(settings).isEqualTo(Map.of("kafka.sasl.jaas.config", "a=b", "http.port", "", "a", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.port", "=1", ""})
    void shouldRefuseAFlagThatIsNoAssignment(String flag) {
        // when, then
        assertThatThrownBy(() -> SettingSources.flags(List.of(flag)))
                .hasMessage("--set: " + flag + " (expected: key=value)");
    }

    @Test
    void shouldRefuseAFileThatIsNotThere(@TempDir Path folder) {
        // given
        Path file = folder.resolve("none.properties");

        // when, then
        assertThatThrownBy(() -> SettingSources.file(file))
                .hasMessage("settings file: " + file + " (expected: a readable properties file)");
    }
}
