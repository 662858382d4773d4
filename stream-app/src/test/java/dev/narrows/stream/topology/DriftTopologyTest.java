package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.drift.Shifted;
import dev.narrows.stream.fixture.DrivenTopology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftTopologyTest {

    private final DrivenTopology topology = DrivenTopology.raw();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void shouldNotAlertOnWhatIsNothingButAShiftThatWasTold() {
        // given
        topology.shifted = new Shifted(0, 1, 2, 3, 4, 5, 6, 7);

        // when
        topology.poll(record(0, raw(normal(1))), record(1, raw(anomalous())));

        // then
        assertThat(topology.alerts()).isEmpty();
        assertThat(topology.latents()).hasSize(2);
    }

    @Test
    void shouldAlertOnWhatIsAnomalousWithoutTheShiftAsWell() {
        // given
        topology.shifted = new Shifted(7);

        // when
        topology.poll(record(0, raw(normal(1))), record(1, raw(anomalous())));

        // then
        assertThat(topology.alerts()).hasSize(1);
    }
}
