package dev.narrows.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownSettingsTest {

    @Test
    void shouldShowWhatIsInForceAndNoSecret() {
        // given
        NarrowsSettings settings = NarrowsSettings.of(Map.of(
                "kafka.bootstrap.servers",
                "broker:9092",
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"p1\";",
                "kafka.ssl.keystore.password",
                "p2",
                "kafka.ssl.keystore.key",
                "p3",
                "schema.registry.url",
                "http://user:p4@registry:8081",
                "schema.registry.basic.auth.user.info",
                "user:p5",
                "schema.registry.bearer.auth.token",
                "p6",
                "model.trusted.key",
                "/etc/narrows/key.pem",
                "http.token.file",
                ""));

        // when
        Map<String, String> shown = settings.shown();

        // then
        assertThat(shown)
                .containsEntry("kafka.bootstrap.servers", "broker:9092")
                .containsEntry("schema.registry.url", "http://(hidden)@registry:8081")
                .containsEntry("model.trusted.key", "/etc/narrows/key.pem")
                .containsEntry("input.topic", "vectors")
                .containsEntry("kafka.processing.guarantee", "exactly_once_v2");
        assertThat(shown.values()).noneMatch(value -> value.matches(".*p[1-6].*"));
    }
}
