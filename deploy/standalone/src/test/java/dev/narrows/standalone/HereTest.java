package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.standalone.live.LivePage;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HereTest {

    private final Here here = new Here(new PrintWriter(new StringWriter()));

    @Test
    void shouldShowNoVectorsUnlessAsked() {
        // when, then
        assertThat(here.routes(settings(Map.of()))).isSameAs(LivePage.OFF);
    }

    @Test
    void shouldServeThePageWhereItIsAskedFor() {
        // when
        try (here) {
            // then
            assertThat(here.routes(settings(Map.of("http.page", "true")))).isInstanceOf(LivePage.class);
        }
    }

    private static NarrowsSettings settings(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(
                Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1"));
        settings.putAll(more);
        return NarrowsSettings.of(settings);
    }
}
