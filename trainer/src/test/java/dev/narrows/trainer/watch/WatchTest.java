package dev.narrows.trainer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final WatchSettings settings = new WatchSettings(Duration.ofDays(7), Duration.ofHours(1));
    private final List<String> lines = new ArrayList<>();
    private final Watch watch =
            new Watch(settings, () -> this.now, timeout -> this.drift, () -> this.newest, this::train, lines::add);
    private Instant now = Instant.parse("2030-01-10T00:00:00Z");
    private Optional<String> drift = Optional.empty();
    private Optional<Instant> newest = Optional.of(now.minus(Duration.ofDays(1)));
    private int trained;
    private boolean fails;

    @Test
    void shouldTrainNothingWhileTheNewestVersionIsYoungAndNothingDrifts() {
        // when
        watch.round();

        // then
        assertThat(trained).isZero();
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldTrainOnDriftOnceInAPause() {
        // given
        drift = Optional.of("feature load drifted");

        // when
        watch.round();
        now = now.plus(Duration.ofMinutes(59));
        watch.round();
        int within = trained;
        now = now.plus(Duration.ofMinutes(2));
        watch.round();

        // then
        assertThat(within).isEqualTo(1);
        assertThat(trained).isEqualTo(2);
        assertThat(lines).contains("trains again: feature load drifted");
    }

    @Test
    void shouldTrainWhatIsOldOrMissing() {
        // given
        newest = Optional.of(now.minus(Duration.ofDays(8)));

        // when
        watch.round();
        newest = Optional.empty();
        now = now.plus(Duration.ofHours(2));
        watch.round();

        // then
        assertThat(lines)
                .containsExactly(
                        "trains again: the newest version is PT192H old (expected: at most PT168H)",
                        "trains again: there is no version yet");
    }

    @Test
    void shouldSayThatATrainingFailedAndTryAgainAfterThePause() {
        // given
        newest = Optional.empty();
        fails = true;

        // when
        watch.round();
        watch.round();
        now = now.plus(Duration.ofMinutes(61));
        watch.round();

        // then
        assertThat(trained).isEqualTo(2);
        assertThat(lines).contains("training failed and changed nothing: rows: 3 (expected: >= 10)");
    }

    @Test
    void shouldNameASettingOutOfRange() {
        assertThatThrownBy(() -> new WatchSettings(Duration.ZERO, Duration.ofHours(1)))
                .hasMessage("longestAge: PT0S (expected: more than 0)");
    }

    private void train() {
        trained++;
        if (fails) {
            throw new IllegalArgumentException("rows: 3 (expected: >= 10)");
        }
    }
}
