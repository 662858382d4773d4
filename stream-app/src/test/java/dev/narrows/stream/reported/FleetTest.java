package dev.narrows.stream.reported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.reported.Fleet.Working;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    private final Fleet fleet = new Fleet();

    @Test
    void shouldTellAMixedFleet() {
        // given
        fleet.see(Told.by("a", 0, 1, NOW));
        fleet.see(Told.by("b", 1, 2, NOW));
        fleet.see(Told.by("b", 2, 2, NOW.plusSeconds(10)));

        // when
        List<Working> working = fleet.working(null, null, NOW);

        // then
        assertThat(working)
                .containsExactly(
                        new Working("a", 1, List.of(0), NOW.toEpochMilli()),
                        new Working("b", 2, List.of(1, 2), NOW.plusSeconds(10).toEpochMilli()));
    }

    @Test
    void shouldForgetAtOnceWhatAPartitionWasEncodedWithBefore() {
        // given
        fleet.see(Told.by("a", 0, 1, NOW));
        fleet.see(Told.by("a", 0, 2, NOW));

        // when, then
        assertThat(fleet.working(null, null, NOW)).extracting(Working::version).containsExactly(2);
    }

    @Test
    void shouldTellOfACandidateBesideTheVersionThatItIsTriedAgainst() {
        // given
        fleet.see(Told.by("a", 0, 1, NOW));
        fleet.see(Told.by("a", 0, 2, NOW));

        // when, then
        assertThat(fleet.working(1, 2, NOW)).extracting(Working::version).containsExactly(1, 2);
    }

    @Test
    void shouldNotTakeACandidateThatIsNoMoreForWhatEncodes() {
        // given: in the last window before it went, one that was only compared, and one that encoded some keys
        fleet.see(Told.by("a", 0, 1, NOW));
        fleet.see(Told.compared("a", 0, 2, NOW));
        fleet.see(Told.by("a", 1, 1, NOW));
        fleet.see(Told.by("a", 1, 2, NOW));

        // when, then
        assertThat(fleet.working(1, null, NOW)).extracting(Working::version).containsExactly(1);
    }

    @Test
    void shouldGiveAPartitionToWhoReportedLast() {
        // given
        fleet.see(Told.by("a", 0, 1, NOW));

        // when
        fleet.see(Told.by("b", 0, 1, NOW));

        // then
        assertThat(fleet.working(null, null, NOW)).extracting(Working::instance).containsExactly("b");
    }

    @Test
    void shouldForgetWhoReportsNothingMore() {
        // given
        fleet.see(Told.by("a", 0, 1, NOW));

        // when
        List<Working> held = fleet.working(null, null, NOW.plus(Fleet.HOLDS));
        List<Working> over = fleet.working(null, null, NOW.plus(Fleet.HOLDS).plus(Duration.ofMillis(1)));

        // then
        assertThat(held).hasSize(1);
        assertThat(over).isEmpty();
    }

    @Test
    void shouldPassOverDriftAndReportsOfNoPartition() {
        // when
        fleet.see(Told.drift("a", 0, 1, NOW));
        fleet.see(Told.by("a", -1, 1, NOW));

        // then
        assertThat(fleet.working(null, null, NOW)).isEmpty();
    }
}
