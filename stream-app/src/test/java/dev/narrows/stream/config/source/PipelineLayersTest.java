package dev.narrows.stream.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.check.SettingException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineLayersTest {

    @Test
    void shouldGiveEachWhatIsForAllAndItsOwn() {
        // when
        Map<String, Map<String, String>> pipelines = PipelineLayers.of(given(
                "pipelines=boiler, pump",
                "kafka.bootstrap.servers=here:9092",
                "stream.threads=1",
                "pipeline.boiler.input.topic=boiler",
                "pipeline.pump.input.topic=pumps",
                "pipeline.pump.stream.threads=2",
                "pipeline.pump.model.name=pump-small"));

        // then
        assertThat(pipelines.keySet()).containsExactly("boiler", "pump");
        assertThat(pipelines.get("boiler"))
                .containsEntry("kafka.bootstrap.servers", "here:9092")
                .containsEntry("input.topic", "boiler")
                .containsEntry("stream.threads", "1")
                .containsEntry("application.id", "narrows-boiler")
                .containsEntry("model.name", "boiler")
                .containsEntry("latents.topic", "boiler-latents")
                .doesNotContainKeys("pipelines", "notify", "kafka.client.id");
        assertThat(pipelines.get("pump"))
                .containsEntry("input.topic", "pumps")
                .containsEntry("stream.threads", "2")
                .containsEntry("application.id", "narrows-pump")
                .containsEntry("model.name", "pump-small");
    }

    @Test
    void shouldTellPeopleOnceOfAlertsOfOneTopic() {
        // when
        Map<String, Map<String, String>> pipelines =
                PipelineLayers.of(given("pipelines=a,b,c", "pipeline.c.alerts.topic=others"));

        // then
        assertThat(pipelines.get("a")).doesNotContainKey("notify");
        assertThat(pipelines.get("b")).containsEntry("notify", "false");
        assertThat(pipelines.get("c")).doesNotContainKey("notify");
    }

    @Test
    void shouldLetAnotherTellWhereOneDoesNot() {
        // when
        Map<String, Map<String, String>> pipelines = PipelineLayers.of(
                given("pipelines=a,b,c", "pipeline.a.notify=false", "pipeline.c.alerts.topic=alerts"));

        // then: c names the topic that all have
        assertThat(pipelines.get("a")).containsEntry("notify", "false");
        assertThat(pipelines.get("b")).doesNotContainKey("notify");
        assertThat(pipelines.get("c")).containsEntry("notify", "false");
    }

    @Test
    void shouldRefuseTwoThatShallTellOfOneTopic() {
        // then
        assertThatThrownBy(() -> PipelineLayers.of(given("pipelines=a,b", "pipeline.b.notify=true")))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "pipeline.b.notify: true (expected: false, because pipeline a tells of the same topic of alerts)");
    }

    @Test
    void shouldNameClientsAndApplicationsApart() {
        // when
        Map<String, Map<String, String>> pipelines =
                PipelineLayers.of(given("pipelines=a,b", "application.id=plant", "kafka.client.id=host-1"));

        // then
        assertThat(pipelines.get("a"))
                .containsEntry("application.id", "plant-a")
                .containsEntry("kafka.client.id", "host-1-a");
        assertThat(pipelines.get("b")).containsEntry("application.id", "plant-b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipelines=a,A                          | pipelines: a,A (expected: names of small letters",
                "pipelines=a,a                          | pipelines: a,a (expected: names of small letters",
                "pipelines=                             | pipelines:  (expected: names of small letters",
                "pipelines=pump;pipeline.pumpe.model.name=x | pipeline.pumpe.model.name: x (expected: pipeline.NAME.SETTING with one of [pump], perhaps pump)",
                "pipelines=a,b;latents.topic=l          | pipeline.b.latents.topic: l (expected: another one than that of pipeline a)",
                "pipelines=a,b;pipeline.b.application.id=narrows-a | pipeline.b.application.id: narrows-a (expected: another",
            })
    void shouldRefuseWhatCannotBeRight(String lines, String message) {
        assertThatThrownBy(() -> PipelineLayers.of(given(lines.split(";"))))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldSayThatACommandNeedsOneOfThem() {
        assertThatThrownBy(() -> NarrowsSettings.of(given(
                        "pipelines=a,b",
                        "pipeline.a.input.topic=x",
                        "kafka.bootstrap.servers=here:9092",
                        "schema.registry.url=http://here")))
                .hasMessage("pipelines: a,b (expected: one of them, chosen with --pipeline)");
    }

    private static Map<String, String> given(String... lines) {
        Map<String, String> given = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            given.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return given;
    }
}
