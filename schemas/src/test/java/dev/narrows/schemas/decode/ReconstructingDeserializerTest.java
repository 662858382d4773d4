package dev.narrows.schemas.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

final class ReconstructingDeserializerTest {

    private static final Map<String, String> SETTINGS =
            Map.of("bootstrap.servers", "localhost:1", "schema.registry.url", "http://localhost:1", "group.id", "g");

    private final ReconstructingDeserializer deserializer = new ReconstructingDeserializer();

    @Test
    void shouldPassATombstoneWithoutAskingAnybody() {
        deserializer.configure(SETTINGS, false);

        assertThat(deserializer.deserialize("latents", null)).isNull();
        deserializer.close();
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        assertRefused("narrows.modle.name", "digits", "narrows.modle.name: unknown (expected: one of [narrows.");
        assertRefused("narrows.decode.max.models", "0", "narrows.decode.max.models: 0 (expected: >= 1)");
        assertRefused("narrows.decode.max.batch", "many", "narrows.decode.max.batch: many (expected: a whole number)");
        assertRefused("narrows.execution.provider", "tpu", "execution.provider: tpu (expected: cpu, cuda or auto)");
        assertRefused("schema.registry.url", "", "schema.registry.url: none (expected:");
    }

    @Test
    void shouldRefuseToReadKeys() {
        assertThatThrownBy(() -> deserializer.configure(SETTINGS, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected: for values only");
    }

    @Test
    void shouldSayThatItIsNotConfigured() {
        assertThatThrownBy(() -> deserializer.deserialize("latents", new byte[1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldReachTheBrokersAsItsConsumerDoes() {
        // given
        Map<String, Object> consumer = new HashMap<>(SETTINGS);
        consumer.put("security.protocol", "SSL");
        consumer.put("ssl.truststore.location", "trust.p12");
        consumer.put("sasl.jaas.config", "secret");
        consumer.put("client.id", "mine");
        consumer.put("value.deserializer", ReconstructingDeserializer.class);
        consumer.put("max.poll.records", 10);
        consumer.put("narrows.model.name", "digits");

        // then
        assertThat(ClientSettings.of(consumer))
                .containsOnlyKeys(
                        "bootstrap.servers", "security.protocol", "ssl.truststore.location", "sasl.jaas.config");
    }

    private void assertRefused(String key, String value, String message) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(key, value);
        assertThatThrownBy(() -> deserializer.configure(settings, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }
}
