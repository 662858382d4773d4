package dev.narrows.stream.reported;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCountsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final List<Double> BOUNDS = List.of(0.5, 1.0);

    private final ErrorCounts errors = new ErrorCounts();

    @Test
    void shouldAddUpTheLastHourOfEachVersion() {
        // given
        errors.see(Told.errors(1, NOW.minus(Duration.ofMinutes(70)), BOUNDS, List.of(100L, 0L, 0L)));
        errors.see(Told.errors(1, NOW.minus(Duration.ofMinutes(30)), BOUNDS, List.of(1L, 2L, 3L)));
        errors.see(Told.errors(1, NOW, BOUNDS, List.of(10L, 0L, 1L)));
        errors.see(Told.errors(2, NOW, List.of(7.0), List.of(5L, 6L)));

        // when, then
        assertThat(errors.of(1, NOW)).hasValue(new ErrorCounts.Histogram(BOUNDS, List.of(11L, 2L, 4L)));
        assertThat(errors.of(2, NOW)).hasValue(new ErrorCounts.Histogram(List.of(7.0), List.of(5L, 6L)));
        assertThat(errors.of(3, NOW)).isEmpty();
    }

    @Test
    void shouldNotCountWhatAClockAheadTellsAndKeepWhatOthersTell() {
        // given: one instance half an hour ahead, then the others
        errors.see(Told.errors(1, NOW.plus(Duration.ofMinutes(30)), BOUNDS, List.of(100L, 0L, 0L)));
        errors.see(Told.errors(1, NOW, BOUNDS, List.of(1L, 2L, 3L)));

        // when, then
        assertThat(errors.of(1, NOW)).hasValue(new ErrorCounts.Histogram(BOUNDS, List.of(1L, 2L, 3L)));
    }

    @Test
    void shouldTellNothingOfAVersionThatEncodedNothingForAnHour() {
        // given
        errors.see(Told.errors(1, NOW, BOUNDS, List.of(1L, 2L, 3L)));

        // when, then
        assertThat(errors.of(1, NOW.plus(Duration.ofHours(2)))).isEmpty();
    }

    @Test
    void shouldPassOverReportsOfAShadowAndOfDrift() {
        // when
        errors.see(Told.errors(1, NOW, BOUNDS, List.of(0L, 0L, 0L)));
        errors.see(Told.drift("a", 0, 2, NOW));

        // then
        assertThat(errors.of(1, NOW)).isEmpty();
        assertThat(errors.of(2, NOW)).isEmpty();
    }

    @Test
    void shouldBeginAgainWhereTheBinsAreOthers() {
        // given
        errors.see(Told.errors(1, NOW, BOUNDS, List.of(1L, 2L, 3L)));

        // when
        errors.see(Told.errors(1, NOW, List.of(2.0), List.of(4L, 0L)));

        // then
        assertThat(errors.of(1, NOW)).hasValue(new ErrorCounts.Histogram(List.of(2.0), List.of(4L, 0L)));
    }
}
