package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.GroupWork;
import dev.narrows.schemas.group.GroupLog;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.start.StartException;
import dev.narrows.stream.status.Health.PartState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that share an application id, or topics. */
class OneGroupIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private LiveCluster cluster;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = LiveCluster.start(folder);
        cluster.createTopic("vectors", 1);
        cluster.createTopic("readings", 1);
        cluster.publishToy(1);
        cluster.produce(0, 10, 1, i -> raw(normal(i)));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldRefuseOtherWorkWhileTheGroupHasMembers() {
        // given
        try (NarrowsService first = ready(Map.of())) {

            // when, then
            assertThatThrownBy(() -> NarrowsService.start(cluster.parsed(Map.of("input.topic", "readings"))))
                    .isInstanceOf(StartException.class)
                    .hasMessage("application.id: narrows (expected: another one, or the work that its instances do"
                            + " already: input.topic readings here, vectors there)");
            assertThat(first.health().ready()).isTrue();
        }

        // when
        try (NarrowsService afterwards = ready(Map.of("input.topic", "readings"))) {
            // then
            assertThat(afterwards.health().failure()).isEmpty();
        }
    }

    @Test
    void shouldEndWhereTheGroupGotOtherWorkMeanwhile() throws InterruptedException {
        // given
        try (NarrowsService service = ready(Map.of());
                SchemaRegistry registry = cluster.registry();
                GroupLog groups = GroupLog.open(cluster.client(), "groups", registry)) {

            // when
            groups.write("narrows", new GroupWork(Map.of("model.name", "digits"), Instant.EPOCH));

            // then
            assertThat(service.awaitEnd())
                    .contains(Failure.because("application.id: narrows (expected: another one, or the work that its"
                            + " instances do already: model.name default here, digits there)"));
            assertThat(service.health().ready()).isFalse();
        }
    }

    @Test
    void shouldNotBeReadyWithoutAPartition() {
        // given
        NarrowsService first = ready(Map.of());
        try (NarrowsService second = NarrowsService.start(cluster.parsed(Map.of()))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(List.of(
                                    stream(first).detail(), stream(second).detail()))
                            .contains("running, partitions: 1")
                            .anyMatch(detail -> detail.startsWith("running without a partition")));
            NarrowsService idle = stream(first).up() ? second : first;
            NarrowsService busy = stream(first).up() ? first : second;
            assertThat(idle.health().ready()).isFalse();

            // when
            busy.close();

            // then
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stream(idle).detail()).isEqualTo("running, partitions: 1"));
            idle.close();
        }
    }

    @Test
    void shouldSayThatANewGroupWritesEveryLatentAgain() {
        // given
        try (NarrowsService first = ready(Map.of())) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(10));
            assertThat(first.health().warnings()).noneMatch(warning -> warning.startsWith("application.id"));
        }

        // when
        try (NarrowsService again = ready(Map.of());
                NarrowsService another = ready(Map.of("application.id", "narrows-2"))) {
            // then
            assertThat(again.health().warnings()).noneMatch(warning -> warning.startsWith("application.id"));
            assertThat(another.health().warnings())
                    .contains("application.id narrows-2 has read nothing of vectors yet, and latents holds latents"
                            + " already, those of narrows: every vector that vectors still holds is encoded and written"
                            + " once more");
        }
    }

    private NarrowsService ready(Map<String, String> settings) {
        NarrowsService service = NarrowsService.start(cluster.parsed(settings));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.health().ready()).isTrue());
        return service;
    }

    private static PartState stream(NarrowsService service) {
        return service.health().parts().get("stream");
    }
}
