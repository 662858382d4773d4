package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.latent.LatentReader;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.stream.fixture.LiveCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that come into service, or do not, by themselves. Toy 3 is coarse, 4 coarser and 5 fine. */
class RolloutIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int CHUNK = 500;
    private static final Map<String, String> FAST = Map.of(
            "rollout.sample.share", "1",
            "rollout.stage.rows", "200",
            "rollout.canary.percents", "50");

    private LiveCluster cluster;
    private long produced;

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster = LiveCluster.start(folder);
        cluster.createTopic("vectors", 1);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldRollBackAWorseVersionAndMakeABetterOneStableByThemselves() {
        try (NarrowsService service = NarrowsService.start(cluster.parsed(FAST))) {
            // given
            cluster.submitToy(3);
            awaitServing(service, "default/3");

            // when
            cluster.submitToy(4);
            awaitServing(service, "default/4");
            Rollout back = flowUntil(RolloutChange.ROLLED_BACK);

            // then
            assertThat(back.getStableVersion()).isEqualTo(3);
            assertThat(back.getCandidateVersion()).isNull();
            assertThat(back.getActor()).isEqualTo("narrows");
            assertThat(back.getReason()).startsWith("version 4 in shadow: ");
            assertThat(back.getEvidence()).isNotEmpty();
            assertThat(versions()).containsExactly(3);

            // when
            cluster.submitToy(5);
            awaitServing(service, "default/5");
            Rollout forth = flowUntil(RolloutChange.PROMOTED);

            // then
            assertThat(forth.getStableVersion()).isEqualTo(5);
            assertThat(forth.getPreviousVersion()).isEqualTo(3);
            assertThat(forth.getReason()).startsWith("version 5 in canary at 50 %: ");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(cluster.count("latents")).isEqualTo(produced));
        }
        assertThat(versions()).containsExactlyInAnyOrder(3, 5);
        assertThat(cluster.keys("latents"))
                .containsExactlyElementsOf(LongStream.range(0, produced).boxed().toList());
        assertThat(cluster.keys("alerts"))
                .containsExactlyElementsOf(LongStream.range(0, produced)
                        .filter(i -> i % 100 == 50)
                        .boxed()
                        .toList());
    }

    /** Lets records flow until the rollout has changed in that way. */
    private Rollout flowUntil(RolloutChange change) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            cluster.produce(produced, produced + CHUNK, 1, i -> raw(i % 100 == 50 ? anomalous() : normal(i)));
            produced += CHUNK;
            Rollout now = rollout();
            assertThat(now.getChange()).as(now::toString).isEqualTo(change);
        });
        return rollout();
    }

    private static void awaitServing(NarrowsService service, String version) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(service.health().toString()).contains(version));
    }

    private Rollout rollout() {
        try (SchemaRegistry registry = cluster.registry();
                RolloutLog rollouts = RolloutLog.open(cluster.client(), "rollouts", registry)) {
            return rollouts.current("default").orElseThrow();
        }
    }

    private Set<Integer> versions() {
        Set<Integer> versions = new HashSet<>();
        try (SchemaRegistry registry = cluster.registry()) {
            LatentReader reader = new LatentReader(registry);
            for (ConsumerRecord<byte[], byte[]> latent : cluster.read("latents")) {
                versions.add(reader.read(latent.value()).modelVersion());
            }
        }
        return versions;
    }
}
