package dev.narrows.schemas.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PausesTest {

    @Test
    void shouldDoubleUpToTheLongest() {
        // when, then
        assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 7, 1_000_000).mapToLong(Pauses.OF_A_NETWORK::millis))
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L);
    }

    @Test
    void shouldRefuseALongestBelowTheFirst() {
        // when, then
        assertThatThrownBy(() -> new Pauses(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessage("first, longest: PT0.002S, PT0.001S (expected: >= PT0.001S, >= first)");
    }
}
