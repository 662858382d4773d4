package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service dies of SIGKILL ten times while records come in; under read_committed each record is then exactly once in
 * the latents or the dead letters.
 */
class KilledServiceIT {

    private static final int KILLS = 10;
    private static final long SEED = 20_261_123;
    private static final Duration SOON = Duration.ofMinutes(3);

    @Test
    void shouldLoseAndDoubleNothing(@TempDir Path data, @TempDir Path scratch) throws Exception {
        // given
        Random random = new Random(SEED);
        try (KillGround ground = KillGround.start(data);
                KillGround.Load load = ground.load()) {

            // when
            for (int kill = 0; kill < KILLS; kill++) {
                Process service = ground.service(scratch);
                try {
                    long before = ground.written();
                    await().atMost(SOON).untilAsserted(() -> {
                        assertThat(service.isAlive()).isTrue();
                        assertThat(ground.written()).isGreaterThan(before);
                    });
                    // Somewhere into the work, not always at its first commit.
                    long further = ground.written() + random.nextInt(1_000);
                    await().atMost(SOON).until(() -> ground.written() > further);
                } finally {
                    service.destroyForcibly().waitFor();
                }
            }
            long sent = load.end();
            Process last = ground.service(scratch);
            try {
                await().atMost(SOON)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(ground.committed()).isGreaterThanOrEqualTo(sent));
            } finally {
                last.destroy();
                last.waitFor();
            }

            // then
            assertThat(last.exitValue()).isZero();
            Map<Integer, List<Long>> latents = ground.read("latents");
            Map<Integer, List<Long>> letters = ground.read("dead-letters");
            assertThat(Stream.concat(latents.values().stream(), letters.values().stream())
                            .flatMap(List::stream)
                            .sorted()
                            .toList())
                    .isEqualTo(LongStream.range(0, sent).boxed().toList());
            assertThat(letters.values().stream().flatMap(List::stream)).allMatch(KillGround::isGarbage);
            assertThat(latents.values())
                    .allSatisfy(numbers -> assertThat(numbers).isSorted());
            assertThat(latents)
                    .allSatisfy((partition, numbers) ->
                            assertThat(numbers).allMatch(number -> number % KillGround.PARTITIONS == partition));
        }
    }
}
