package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.pace.TimeShare;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the metrics are made of. */
class TallyTopologyTest {

    @Test
    void shouldCountEachRecordAsWhatItBecame() {
        // given
        AtomicInteger tallies = new AtomicInteger();
        try (DrivenTopology topology = DrivenTopology.raw(new TimeShare(0.1, 1_000_000, () -> 0L), tally -> {
            tallies.incrementAndGet();

            // then
            assertThat(tally.records()).isEqualTo(5);
            assertThat(tally.latents()).isEqualTo(3);
            assertThat(tally.alerts()).isEqualTo(1);
            assertThat(tally.inhibited()).isZero();
            assertThat(tally.rejected(Reason.UNREADABLE)).isEqualTo(1);
            assertThat(tally.rejected(Reason.WRONG_DIMENSION)).isEqualTo(1);
            assertThat(tally.rejected(Reason.NOT_FINITE)).isZero();
            assertThat(tally.rows()).isEqualTo(3);
            assertThat(tally.bytesIn()).isEqualTo(3 * Inputs.DIM * Float.BYTES + 3 + 4);
        })) {
            // when
            topology.poll(List.of(
                    record(0, raw(normal(0))),
                    record(1, new byte[3]),
                    record(2, raw(anomalous())),
                    record(3, raw(1)),
                    record(4, raw(normal(4)))));
        }
        assertThat(tallies).hasValue(1);
    }
}
