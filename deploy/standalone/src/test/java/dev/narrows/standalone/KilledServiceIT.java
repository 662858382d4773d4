package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
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
        try (ServiceGround ground = ServiceGround.start(data, 4, GroupProtocol.CLASSIC);
                Load load = ground.load()) {
            Ledger ledger = ground.ledger();

            // when
            for (int kill = 0; kill < KILLS; kill++) {
                Process service = ground.service("narrows", scratch);
                try {
                    long before = ledger.written();
                    await().atMost(SOON).untilAsserted(() -> {
                        assertThat(service.isAlive()).isTrue();
                        assertThat(ledger.written()).isGreaterThan(before);
                    });
                    // Somewhere into the work, not always at its first commit.
                    long further = ledger.written() + random.nextInt(1_000);
                    await().atMost(SOON).until(() -> ledger.written() > further);
                } finally {
                    service.destroyForcibly().waitFor();
                }
            }
            long sent = load.end();
            Process last = ground.service("narrows", scratch);
            try {
                await().atMost(SOON)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(ledger.committed()).isGreaterThanOrEqualTo(sent));
            } finally {
                last.destroy();
                last.waitFor();
            }

            // then
            assertThat(last.exitValue()).isZero();
            ledger.assertEachOnceInOrder(sent);
        }
    }
}
