package dev.narrows.stream.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.config.NarrowsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeastRightsTest {

    private static final Path USER = Path.of("../deploy/kubernetes/strimzi/user.yaml");

    @Test
    void shouldPrintACommandForEachThing() {
        // when
        String commands = rights(Map.of()).commands("User:narrows", "broker:9092");

        // then
        assertThat(commands.lines())
                .hasSize(18)
                .allMatch(line -> line.startsWith(
                        "kafka-acls --bootstrap-server broker:9092 --add --allow-principal User:narrows --operation "))
                .contains("kafka-acls --bootstrap-server broker:9092 --add --allow-principal User:narrows"
                        + " --operation Write --transactional-id narrows --resource-pattern-type prefixed");
        assertThat(commands).doesNotContain("--operation All", "--operation Delete", "--operation Alter", "--cluster");
    }

    @Test
    void shouldAllowMakingTopicsOnlyWhereTheServiceMakesThem() {
        // when, then
        assertThat(rights(Map.of("topics.create", "false", "rollout.decides", "false"))
                        .commands("User:a", "b:1"))
                .doesNotContain("Create");
        assertThat(rights(Map.of()).commands("User:a", "b:1")).contains("--operation Create --topic latents");
    }

    @Test
    void shouldNeedNoTransactionsWithoutExactlyOnce() {
        // when, then
        assertThat(rights(Map.of("kafka.processing.guarantee", "at_least_once", "rollout.decides", "false"))
                        .commands("User:a", "b:1"))
                .doesNotContain("--transactional-id");
    }

    @Test
    void shouldBeTheUserOfTheManifests() throws IOException {
        // when, then
        assertThat(Files.readString(USER))
                .endsWith(rights(Map.of("topics.create", "false")).strimziUser("narrows", "kafka"));
    }

    private static LeastRights rights(Map<String, String> settings) {
        return LeastRights.of(NarrowsSettings.of(
                Map.of("kafka.bootstrap.servers", "broker:9092", "schema.registry.url", "http://registry"), settings));
    }
}
