package dev.narrows.schemas.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.Contribution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AlertFilterTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private static final PlacedAlert ALERT = new PlacedAlert(
            3,
            42,
            TIME,
            "pump-7",
            new AnomalyAlert(
                    "vectors",
                    3,
                    40L,
                    "pumps",
                    2,
                    0.5f,
                    0.1f,
                    4.5,
                    3e-5,
                    List.of(new Contribution(7, 0.75f, "pressure"), new Contribution(1, 0.25f, null)),
                    null));

    @Test
    void shouldTakeEveryAlertWhereNothingIsAskedFor() {
        // when, then
        assertThat(AlertFilter.ALL.matches(ALERT)).isTrue();
        assertThat(ALERT.id()).isEqualTo("3:42");
    }

    @Test
    void shouldTakeOnlyWhatIsAskedFor() {
        // when, then
        assertThat(filter("pump-*", 4.5, "pumps", 2, "pressure", TIME, TIME.plusMillis(1))
                        .matches(ALERT))
                .isTrue();
        assertThat(filter("valve-*", 0, "pumps", 2, "1", TIME, TIME.plusMillis(1))
                        .matches(ALERT))
                .isFalse();
        assertThat(filter("*", 4.6, "pumps", 2, "1", TIME, TIME.plusMillis(1)).matches(ALERT))
                .isFalse();
        assertThat(filter("*", 0, "valves", 2, "1", TIME, TIME.plusMillis(1)).matches(ALERT))
                .isFalse();
        assertThat(filter("*", 0, "pumps", 1, "1", TIME, TIME.plusMillis(1)).matches(ALERT))
                .isFalse();
        assertThat(filter("*", 0, "pumps", 2, "2", TIME, TIME.plusMillis(1)).matches(ALERT))
                .isFalse();
        assertThat(filter("*", 0, "pumps", 2, "1", TIME.plusMillis(1), TIME.plusMillis(2))
                        .matches(ALERT))
                .isFalse();
        assertThat(filter("*", 0, "pumps", 2, "1", TIME.minusMillis(1), TIME).matches(ALERT))
                .isFalse();
    }

    @Test
    void shouldRefuseASeverityThatIsNone() {
        // when, then
        assertThatThrownBy(() -> filter("*", Double.NaN, "pumps", 2, "1", TIME, TIME))
                .hasMessage("severity: NaN (expected: >= 0)");
    }

    private static AlertFilter filter(
            String key, double score, String model, int version, String feature, Instant from, Instant to) {
        return new AlertFilter(
                Optional.of(KeyPattern.of(key)),
                score,
                Optional.of(model),
                OptionalInt.of(version),
                Optional.of(feature),
                Optional.of(from),
                Optional.of(to));
    }
}
