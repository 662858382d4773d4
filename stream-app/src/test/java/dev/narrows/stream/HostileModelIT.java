package dev.narrows.stream;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.model.HostileGraphs;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.fixture.LiveCluster;
import dev.narrows.stream.status.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 21, 5b: versions that crash ONNX Runtime, never end or take all memory are published and named stable one after
 * the other; the stream goes on with the version before, also in an instance that starts then, and takes the next good one.
 */
class HostileModelIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int BATCH = 500;

    private long sent;

    @Test
    void shouldGoOnWithTheVersionBeforeAndLoseNothing(@TempDir Path folder) {
        // given
        try (LiveCluster cluster = LiveCluster.start(folder)) {
            cluster.createTopic("vectors", 2);
            cluster.publishToy(1);
            NarrowsSettings settings = cluster.parsed(Map.of("model.trial.timeout.ms", "15000"));
            try (NarrowsService service = NarrowsService.start(settings)) {
                produceAndAwait(cluster);

                // when
                cluster.publish(HostileGraphs.crashing("default", 2, Inputs.DIM, Inputs.CODE_BYTES));
                awaitNotice(service, "default/2 refused: trial in a process of its own: died of SIG");
                produceAndAwait(cluster);
                cluster.publish(HostileGraphs.hungry("default", 3, Inputs.DIM, Inputs.CODE_BYTES, 20L << 30));
                awaitNotice(service, "default/3 refused: encoder: ");
                produceAndAwait(cluster);
                cluster.publish(HostileGraphs.endless("default", 4, Inputs.DIM, Inputs.CODE_BYTES));
                produceAndAwait(cluster);
                awaitNotice(service, "default/4 refused: trial in a process of its own: not done after 15 s");
                produceAndAwait(cluster);

                // then
                assertThat(model(service).detail()).startsWith("default/1 on");
                assertThat(service.state()).isEqualTo(ServiceState.STREAMING);
            }

            // when an instance starts that has never seen a good version
            cluster.publishToy(5);
            cluster.publish(HostileGraphs.crashing("default", 6, Inputs.DIM, Inputs.CODE_BYTES));
            try (NarrowsService service = NarrowsService.start(settings)) {
                awaitNotice(service, "default/6 refused: trial in a process of its own: died of SIG");
                produceAndAwait(cluster);

                // then
                assertThat(model(service).detail()).startsWith("default/5 on");
            }
            assertThat(cluster.keys("latents").stream().sorted().toList())
                    .isEqualTo(LongStream.range(0, sent).boxed().toList());
            assertThat(cluster.count("dead-letters")).isZero();
        }
    }

    private void produceAndAwait(LiveCluster cluster) {
        cluster.produce(sent, sent + BATCH, 2, i -> raw(normal(i)));
        sent += BATCH;
        await().atMost(SOON).until(() -> cluster.count("latents") == sent);
    }

    private static void awaitNotice(NarrowsService service, String start) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(model(service).notice()).startsWith(start));
    }

    private static Health.PartState model(NarrowsService service) {
        return service.health().parts().get("model");
    }
}
