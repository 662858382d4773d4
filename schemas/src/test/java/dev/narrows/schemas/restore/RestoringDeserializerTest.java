package dev.narrows.schemas.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.VectorRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RestoringDeserializerTest {

    private static final Map<String, String> SETTINGS =
            Map.of("bootstrap.servers", "localhost:1", "schema.registry.url", "http://localhost:1", "group.id", "g");

    private final RestoringDeserializer<Object> deserializer = new RestoringDeserializer<>();

    @AfterEach
    void close() {
        deserializer.close();
    }

    @Test
    void shouldPassATombstoneWithoutAskingAnybody() {
        deserializer.configure(SETTINGS, false);

        assertThat(deserializer.deserialize("latents", null)).isNull();
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        assertRefused(
                Map.of("narrows.record.class", "example.Missing"),
                "narrows.record.class: example.Missing (expected: a class that Avro generated)");
        assertRefused(
                Map.of("narrows.record.class", "java.lang.String"),
                "narrows.record.class: java.lang.String (expected: a class that Avro generated)");
        assertRefused(Map.of("narrows.record.deserializer", "example.Missing"), "example.Missing");
        assertRefused(Map.of("narrows.modle.name", "digits"), "narrows.modle.name: unknown");
        assertRefused(
                Map.of(
                        "narrows.record.class",
                        VectorRecord.class.getName(),
                        "narrows.record.deserializer",
                        StringDeserializer.class.getName()),
                "narrows.record.class, narrows.record.deserializer: ");
    }

    @Test
    void shouldRefuseToReadKeys() {
        assertThatThrownBy(() -> deserializer.configure(SETTINGS, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected: for values only");
    }

    private void assertRefused(Map<String, String> wrong, String message) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(wrong);
        assertThatThrownBy(() -> deserializer.configure(settings, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
