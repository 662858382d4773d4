package dev.narrows.stream.skip;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.stream.NarrowsService;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 21, point 3. */
class SkippedRecordsIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @Test
    void shouldMoveAStoppedGroupPastRecordsWithADeadLetterForEach(@TempDir Path folder) {
        try (LiveCluster cluster = LiveCluster.start(folder)) {
            // given
            cluster.createTopic("vectors", 1);
            cluster.publishToy(1);
            NarrowsSettings settings = cluster.parsed(Map.of());
            SkippedRecords skipped = new SkippedRecords(settings);
            cluster.produce(0, 10, 1, i -> raw(normal(i)));
            try (NarrowsService service = NarrowsService.start(settings)) {
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(cluster.count("latents")).isEqualTo(10));
                assertThatThrownBy(() -> skipped.skip(0, 10, 11))
                        .hasMessageMatching("group narrows: \\d members \\(expected: none; stop the service first\\)");
                assertThat(service.health().failure()).isEmpty();
            }
            cluster.produce(10, 20, 1, i -> raw(normal(i)));
            assertThatThrownBy(() -> skipped.skip(0, 12, 13)).hasMessageStartingWith("offset: 12 (expected: 10, where");
            assertThatThrownBy(() -> skipped.skip(0, 10, 21)).hasMessageStartingWith("to: 21 (expected: 11 to 20,");

            // when
            skipped.skip(0, 10, 12);

            // then
            try (NarrowsService service = NarrowsService.start(settings)) {
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(cluster.count("latents")).isEqualTo(18));
                assertThat(service.health().failure()).isEmpty();
            }
            assertThat(cluster.keys("latents")).doesNotContain(10L, 11L).doesNotHaveDuplicates();
            List<ConsumerRecord<byte[], byte[]>> letters = cluster.read("dead-letters");
            assertThat(letters)
                    .extracting(letter -> header(letter, "narrows.reason"))
                    .containsExactly("skipped", "skipped");
            assertThat(letters)
                    .extracting(letter -> header(letter, "__streams.errors.offset"))
                    .containsExactly("10", "11");
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Inputs.text(record.headers().lastHeader(name).value());
    }
}
