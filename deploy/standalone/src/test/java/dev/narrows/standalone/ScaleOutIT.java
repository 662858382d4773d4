package dev.narrows.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services share the input of eight partitions while records come in, and join, leave and die. Each record is then
 * exactly once in the latents or the dead letters, in partition and order of the input.
 */
class ScaleOutIT {

    private static final int PARTITIONS = 8;
    private static final Duration SOON = Duration.ofMinutes(2);

    // Kafka's own session timeout is 45 s and its transactions' a minute: this tells whether ours is what counts.
    private static final Duration TAKE_OVER = ServiceGround.SESSION_TIMEOUT.multipliedBy(4);

    private final List<Process> services = new ArrayList<>();

    @TempDir
    private Path scratch;

    private Path data;

    @BeforeEach
    void makeFolder() throws IOException {
        data = Files.createDirectory(scratch.resolve("data"));
    }

    @AfterEach
    void endServices() throws InterruptedException {
        for (Process service : services) {
            service.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldLoseAndDoubleNothingAsServicesJoinLeaveAndDie() throws Exception {
        // given
        try (ServiceGround ground = ServiceGround.start(data, PARTITIONS, GroupProtocol.CLASSIC);
                Load load = ground.load()) {
            Process first = started(ground, "first");
            awaitShares(ground, Map.of("first", 8));

            // when
            Process second = started(ground, "second");
            awaitShares(ground, Map.of("first", 4, "second", 4));

            first.destroy();
            assertThat(first.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isZero();
            awaitShares(ground, Map.of("second", 8));

            started(ground, "third");
            awaitShares(ground, Map.of("second", 4, "third", 4));

            second.destroyForcibly();
            Duration taken = awaitShares(ground, Map.of("third", 8));
            long sent = load.end();

            // then
            assertEachOnceInOrder(ground, sent);
            assertThat(taken).isLessThan(TAKE_OVER);
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWithStreamsGroupProtocol() throws Exception {
        // given
        try (ServiceGround ground = ServiceGround.start(data, PARTITIONS, GroupProtocol.STREAMS);
                Load load = ground.load()) {
            Process first = started(ground, "first");
            awaitShares(ground, Map.of("first", 8));

            // when
            started(ground, "second");
            awaitShares(ground, Map.of("first", 4, "second", 4));

            first.destroyForcibly();
            Duration taken = awaitShares(ground, Map.of("second", 8));
            long sent = load.end();

            // then
            assertEachOnceInOrder(ground, sent);
            assertThat(taken).isLessThan(TAKE_OVER);
        }
    }

    private Process started(ServiceGround ground, String name) throws IOException {
        Process service = ground.service(name, Files.createDirectories(scratch.resolve(name)));
        services.add(service);
        return service;
    }

    /**
     * Waits until services have so many partitions each, and each partition has moved on with that.
     *
     * @return how long it took
     */
    private static Duration awaitShares(ServiceGround ground, Map<String, Integer> shares) {
        long start = System.nanoTime();
        Ledger ledger = ground.ledger();
        // Who does not know the group yet gets an error, and that is one more "not yet".
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ground.shares()).isEqualTo(shares));
        long[] before = ledger.committedLatents();
        await().atMost(SOON).until(() -> {
            long[] now = ledger.committedLatents();
            boolean all = true;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                all &= now[partition] > before[partition];
            }
            return all;
        });
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void assertEachOnceInOrder(ServiceGround ground, long sent) {
        Ledger ledger = ground.ledger();
        await().atMost(SOON).untilAsserted(() -> assertThat(ledger.committed()).isGreaterThanOrEqualTo(sent));
        ledger.assertEachOnceInOrder(sent);
    }
}
