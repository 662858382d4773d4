package dev.narrows.schemas.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.embedded.fixture.OnCluster;
import dev.narrows.embedded.fixture.TestCluster;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.registry.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnCluster
class RolloutLogIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private TestCluster cluster;
    private SchemaRegistry registry;
    private String topic;
    private RolloutLog log;

    @BeforeEach
    void open(TestCluster given) {
        cluster = given;
        topic = cluster.newName("rollouts");
        registry = SchemaRegistry.connect(cluster.settings());
        log = another();
    }

    @AfterEach
    void close() {
        log.close();
        registry.close();
    }

    @Test
    void shouldHaveNoStateOfAModelThatWasNeverRolledOut() {
        // when
        Optional<Rollout> current = log.current("digits");

        // then
        assertThat(current).isEmpty();
    }

    @Test
    void shouldTellTheLastStateOfEachModelElsewhere() {
        // given
        log.write(rollout("digits", 1));
        log.write(rollout("digits", 2));
        log.write(rollout("waves", 7));

        // when
        Optional<Rollout> current;
        try (RolloutLog elsewhere = another()) {
            current = elsewhere.current("digits");
        }

        // then
        assertThat(current).contains(rollout("digits", 2));
        assertThat(log.current("waves")).contains(rollout("waves", 7));
    }

    @Test
    void shouldTellAFollowerThePresentStateAndThenEachChange() throws Exception {
        // given
        log.write(rollout("digits", 1));
        log.write(rollout("digits", 2));
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        try (AutoCloseable following =
                log.follow("digits", rollout -> seen.add(rollout.getStableVersion()), errors::add)) {
            Awaitility.await().atMost(LONG).until(() -> seen.contains(2));

            // when
            try (RolloutLog elsewhere = another()) {
                elsewhere.write(rollout("waves", 1));
                elsewhere.write(rollout("digits", 3));
                elsewhere.write(rollout("digits", 4));
            }

            // then
            Awaitility.await().atMost(LONG).until(() -> seen.contains(4));
            assertThat(following).isNotNull();
        }
        assertThat(seen).containsExactly(2, 3, 4);
        assertThat(errors).isEmpty();
    }

    @Test
    void shouldTellAFollowerNothingAfterItWasClosed() throws Exception {
        // given
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Integer> control = new CopyOnWriteArrayList<>();
        log.follow("digits", rollout -> seen.add(rollout.getStableVersion()), error -> {})
                .close();

        // when
        try (AutoCloseable following =
                log.follow("digits", rollout -> control.add(rollout.getStableVersion()), error -> {})) {
            log.write(rollout("digits", 1));
            Awaitility.await().atMost(LONG).until(() -> control.contains(1));
            assertThat(following).isNotNull();
        }

        // then
        assertThat(seen).isEmpty();
    }

    private RolloutLog another() {
        return RolloutLog.open(cluster.settings(), topic, registry);
    }

    private static Rollout rollout(String name, int stable) {
        return Rollout.newBuilder()
                .setModelName(name)
                .setStableVersion(stable)
                .setReason("test")
                .setChangedAt(Instant.ofEpochMilli(stable))
                .build();
    }
}
