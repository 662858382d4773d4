package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.fixture.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stands still for longer than its transaction may last comes back by itself. Issue 21, point 5. */
class FrozenServiceIT {

    private static final Duration SOON = Duration.ofSeconds(120);

    @Test
    void shouldGoOnAfterItStoodStillForLongerThanATransactionLasts(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectories(folder.resolve("service"));
        try (LiveCluster cluster = LiveCluster.start(folder.resolve("cluster"))) {
            // given: a load that keeps a transaction open nearly all the time
            cluster.createTopic("vectors", 2);
            cluster.publishToy(1);
            Map<String, String> settings = cluster.settings(Map.of(
                    "batch.max.records", "50",
                    "kafka.producer.transaction.timeout.ms", "5000",
                    "kafka.commit.interval.ms", "2000"));
            try (ServiceProcess service = ServiceProcess.start(home, settings)) {
                cluster.produce(0, 1_000, 2, i -> raw(normal(i)));
                await().atMost(SOON).until(() -> cluster.count("latents") >= 1_000);
                cluster.produce(1_000, 41_000, 2, i -> raw(normal(i)));

                // when: stopped until the brokers have ended its transaction and its session
                service.standStill();
                long stopped = cluster.count("latents");
                await().pollDelay(Duration.ofSeconds(25)).atMost(SOON).until(() -> true);
                service.goOn();

                // then
                assertThat(stopped).isLessThan(41_000);
                await().atMost(SOON).until(() -> cluster.count("latents") >= 41_000);
                cluster.produce(41_000, 41_100, 2, i -> raw(normal(i)));
                await().atMost(SOON).until(() -> cluster.count("latents") >= 41_100);
                assertThat(service.isAlive()).isTrue();
            }
            assertThat(cluster.keys("latents"))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, 41_100).boxed().toList());
        }
    }
}
