package dev.narrows.stream.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.config.NarrowsSettings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input.topic | input.topic vectors here, other there",
                "latents.topic | latents.topic latents here, other there",
                "alerts.topic | alerts.topic alerts here, other there",
                "dead.letters.topic | dead.letters.topic dead-letters here, other there",
                "models.topic | models.topic models here, other there",
                "rollouts.topic | rollouts.topic rollouts here, other there",
                "model.name | model.name default here, other there",
                "input.field | input.field vector here, other there",
                "input.fields | input.field vector here, other there"
            })
    void shouldDifferWhereRecordsOrResultsWould(String key, String difference) {
        // when, then
        assertThat(work(Map.of()).differenceTo(work(Map.of(key, "other")))).contains(difference);
    }

    @Test
    void shouldBeAlikeWhateverSpeedAndPlaceAre() {
        // given
        Work other = work(Map.of("stream.threads", "3", "http.port", "0", "batch.max.records", "7"));

        // when, then
        assertThat(work(Map.of()).differenceTo(other)).isEmpty();
    }

    @Test
    void shouldNotMindAFieldThatItsFormatDoesNotRead() {
        // given
        Work one = work(Map.of("input.format", "raw"));
        Work other = work(Map.of("input.format", "raw", "input.field", "values"));

        // when, then
        assertThat(one.differenceTo(other)).isEmpty();
    }

    @Test
    void shouldTakeASettingThatOnlyOneOfTwoVersionsKnowsForAlike() {
        // given
        Map<String, String> more = new TreeMap<>(work(Map.of()).settings());
        more.put("some.later.setting", "x");

        // when, then
        assertThat(work(Map.of()).differenceTo(new Work(more))).isEmpty();
        assertThat(new Work(more).differenceTo(work(Map.of()))).isEmpty();
    }

    private static Work work(Map<String, String> more) {
        Map<String, String> settings =
                new TreeMap<>(Map.of("kafka.bootstrap.servers", "here:1", "schema.registry.url", "http://there"));
        settings.putAll(more);
        return Work.of(NarrowsSettings.of(settings));
    }
}
