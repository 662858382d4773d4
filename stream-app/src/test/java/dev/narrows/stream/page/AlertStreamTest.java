package dev.narrows.stream.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.alert.AlertFilter;
import dev.narrows.schemas.alert.KeyPattern;
import dev.narrows.schemas.alert.PlacedAlert;
import dev.narrows.stream.look.RecentAlerts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertStreamTest {

    private final RecentAlerts alerts = new RecentAlerts();

    @Test
    void shouldTellWhatComesFromNowOn() {
        // given
        add(0, 1, "a");
        AlertStream stream = stream(AlertFilter.ALL, "");

        // when
        List<AlertStream.Event> before = stream.next();
        add(0, 2, "b");
        add(1, 9, "c");
        List<AlertStream.Event> came = stream.next();

        // then
        assertThat(before).isEmpty();
        assertThat(came)
                .containsExactly(
                        new AlertStream.Event("alert", "\"b\"", "0:2"),
                        new AlertStream.Event("alert", "\"c\"", "0:2,1:9"));
        assertThat(stream.next()).isEmpty();
    }

    @Test
    void shouldGoOnFromTheLastEventHeardOnAnyInstance() {
        // given: this instance saw the partitions in another order
        add(1, 9, "c");
        add(0, 1, "a");
        add(0, 2, "b");
        add(1, 10, "d");

        // when
        List<AlertStream.Event> came = stream(AlertFilter.ALL, "0:1,1:9").next();

        // then
        assertThat(came).extracting(AlertStream.Event::data).containsExactly("\"b\"", "\"d\"");
        assertThat(came.get(1).id()).isEqualTo("0:2,1:10");
    }

    @Test
    void shouldSayWhatIsNotKeptAnyMore() {
        // given
        add(0, 20, "a");

        // when
        List<AlertStream.Event> came = stream(AlertFilter.ALL, "0:4").next();

        // then
        assertThat(came).extracting(AlertStream.Event::name).containsExactly("gap", "alert");
        assertThat(came.get(0).data()).contains("\"partition\":0", "\"from\":5", "\"to\":20");
    }

    @Test
    void shouldTellOnlyWhatTheFilterTakesAndCountTheRestAsHeard() {
        // given
        AlertFilter pumps = new AlertFilter(
                Optional.of(KeyPattern.of("pump-*")),
                0,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        AlertStream stream = stream(pumps, "");

        // when
        add(0, 1, "motor-1");
        add(0, 2, "pump-1");

        // then
        assertThat(stream.next()).containsExactly(new AlertStream.Event("alert", "\"pump-1\"", "0:2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "0:1,", "0:1;1:2", "-1:2", "0:99999999999999999999", "9999999999:1"})
    void shouldRefuseAnIdThatIsNone(String id) {
        // when, then
        assertThatThrownBy(() -> stream(AlertFilter.ALL, id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Last-Event-ID");
    }

    private AlertStream stream(AlertFilter filter, String id) {
        return new AlertStream(alerts, filter, id, seen -> seen.placed().key());
    }

    private void add(int partition, long offset, String key) {
        alerts.add(new PlacedAlert(
                partition,
                offset,
                Instant.EPOCH,
                key,
                new AnomalyAlert("vectors", 0, offset, "pumps", 2, 0.5f, 0.1f, 3.0, 1e-3, List.of(), null)));
    }
}
