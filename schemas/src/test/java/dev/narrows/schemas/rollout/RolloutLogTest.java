package dev.narrows.schemas.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.Rollout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutLogTest {

    private final InMemoryRollouts rollouts = new InMemoryRollouts();
    private final RolloutLog log = rollouts.log();
    private final List<Integer> told = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(log.current("toy")).isEmpty();
    }

    @Test
    void shouldKnowTheLastStateOfEachModel() {
        // given
        log.write(stable("toy", 1));
        log.write(stable("other", 7));

        // when
        log.write(stable("toy", 2));

        // then
        assertThat(log.current("toy")).contains(stable("toy", 2));
        assertThat(rollouts.log().current("other")).contains(stable("other", 7));
    }

    @Test
    void shouldForgetADeletedModel() {
        // given
        log.write(stable("toy", 1));

        // when
        rollouts.topic().put("toy".getBytes(StandardCharsets.UTF_8), null);

        // then
        assertThat(log.current("toy")).isEmpty();
    }

    @Test
    void shouldKeepTheStateWhereARecordIsUnreadable() {
        // given
        log.write(stable("toy", 1));

        // when
        rollouts.topic().put("toy".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2});
        rollouts.topic().put(null, new byte[] {1, 2});

        // then
        assertThat(log.current("toy")).contains(stable("toy", 1));
    }

    @Test
    void shouldStartAgainWhenTheTopicIsMadeAnew() {
        // given
        log.write(stable("toy", 1));
        log.write(stable("toy", 2));
        log.current("toy");

        // when
        rollouts.topic().makeAnew();

        // then
        assertThat(log.current("toy")).isEmpty();
    }

    @Test
    void shouldTellFollowersThePresentStateAndThenEachChange() throws Exception {
        // given
        log.write(stable("toy", 1));
        log.write(stable("toy", 2));
        log.write(stable("other", 9));

        // when
        try (AutoCloseable follower = follow()) {
            await().until(() -> told.size() == 1);
            log.write(stable("toy", 3));
            log.write(stable("other", 10));
            log.write(stable("toy", 3));
            log.write(stable("toy", 4));
            await().until(() -> told.contains(4));
        }

        // then
        assertThat(told).containsExactly(2, 3, 4);
        assertThat(errors).isEmpty();
    }

    @Test
    void shouldTellFollowersOnANamedThread() throws Exception {
        // given
        List<String> threads = new CopyOnWriteArrayList<>();
        log.write(stable("toy", 1));

        // when
        try (AutoCloseable follower =
                log.follow("toy", rollout -> threads.add(Thread.currentThread().getName()), errors::add)) {
            await().until(() -> !threads.isEmpty());
        }

        // then
        assertThat(threads).containsExactly("narrows-rollouts-toy");
    }

    @Test
    void shouldFollowThroughTheAbsenceOfTheBroker() throws Exception {
        // given
        log.write(stable("toy", 1));
        rollouts.topic().down(new TimeoutException("gone"));

        // when
        try (AutoCloseable follower = follow()) {
            await().until(() -> !errors.isEmpty());
            rollouts.topic().down(null);
            await().until(() -> told.contains(1));
            log.write(stable("toy", 2));
            await().until(() -> told.contains(2));
        }

        // then
        assertThat(told).containsExactly(1, 2);
        assertThat(errors).allSatisfy(error -> assertThat(error).isInstanceOf(TimeoutException.class));
    }

    @Test
    void shouldGoOnAfterAChangeThatItsFollowerThrewOn() throws Exception {
        // given
        log.write(stable("toy", 1));

        // when
        try (AutoCloseable follower = log.follow(
                "toy",
                rollout -> {
                    told.add(rollout.getStableVersion());
                    if (rollout.getStableVersion() == 1) {
                        throw new IllegalStateException("not that one");
                    }
                },
                errors::add)) {
            await().until(() -> !errors.isEmpty());
            log.write(stable("toy", 2));
            await().until(() -> told.contains(2));
        }

        // then
        assertThat(told).containsExactly(1, 2);
        assertThat(errors).singleElement().hasToString("java.lang.IllegalStateException: not that one");
    }

    @Test
    void shouldTellNothingAfterClose() throws Exception {
        // given
        log.write(stable("toy", 1));
        AutoCloseable follower = follow();
        await().until(() -> told.contains(1));

        // when
        follower.close();
        log.write(stable("toy", 2));

        // then
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("narrows-rollouts-toy");
        assertThat(told).containsExactly(1);
    }

    @Test
    void shouldRefuseModelNamesThatCannotBe() {
        assertThatThrownBy(() -> log.write(stable("a/b", 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.follow("a b", rollout -> {}, errors::add))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private AutoCloseable follow() {
        return log.follow("toy", rollout -> told.add(rollout.getStableVersion()), errors::add);
    }

    private static Rollout stable(String name, int version) {
        return Rollout.newBuilder()
                .setModelName(name)
                .setStableVersion(version)
                .setReason("test")
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
