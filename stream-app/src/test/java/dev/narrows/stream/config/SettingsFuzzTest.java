package dev.narrows.stream.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.fuzz.Fuzz;
import dev.narrows.stream.config.check.SettingException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFuzzTest {

    @Test
    void shouldTakeOrRefuseAllSettings() {
        Fuzz.of("settings", SettingException.class)
                .from(
                        ("kafka.bootstrap.servers=broker:9092\nschema.registry.url=http://registry:8081\nhttp.port=80\n"
                                        + "stream.threads=2\ninput.format=json\nkafka.acks=all\nfidelity=bounded")
                                .getBytes(UTF_8),
                        ("kafka.bootstrap.servers=[::1]:9092\nschema.registry.url=http://registry\nnotify=false\n"
                                        + "input.max.bytes=1024\nrollout.decides=true\nexecution.provider=auto")
                                .getBytes(UTF_8))
                .free(64 << 20)
                .fewer(10)
                .run(text -> {
                    NarrowsSettings settings = NarrowsSettings.of(settings(text));
                    settings.shown();
                    settings.notifying();
                });
    }

    private static Map<String, String> settings(byte[] text) {
        Map<String, String> settings = new HashMap<>();
        for (String line : new String(text, UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                settings.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return settings;
    }
}
