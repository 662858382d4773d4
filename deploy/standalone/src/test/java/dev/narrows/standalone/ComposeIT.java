package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One command brings up brokers, registry, service, trainer, demo data and Prometheus, in containers of this build.
 * Grafana is left out: its image is on no machine of ours.
 */
class ComposeIT {

    private static final Duration FILLED = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    void shouldFillPrometheusWithEncodedRecordsByOneCommand() {
        // It takes minutes and all of the machine, so it runs only where somebody asks for it.
        assumeTrue(Boolean.getBoolean("narrows.compose"), "containers were not asked for (-Dnarrows.compose=true)");
        try (Containers containers = new Containers(folder)) {
            // given
            Optional<String> obstacle = containers.obstacle();
            assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));

            // when
            containers.up("kafka", "registry", "service", "trainer", "producer", "prometheus");

            // then
            await().atMost(FILLED)
                    .pollInterval(Duration.ofSeconds(2))
                    .conditionEvaluationListener(tried -> {
                        if (tried.getRemainingTimeInMS() < 2_500) {
                            System.out.println(containers.logs());
                        }
                    })
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        JsonNode answer = new ObjectMapper().readTree(containers.query("sum(narrows_latents_total)"));
                        assertThat(answer.at("/data/result/0/value/1").asDouble())
                                .isPositive();
                    });
        }
    }
}
