package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.AnomalyAlert;
import dev.narrows.schemas.pace.TimeShare;
import dev.narrows.stream.fixture.DrivenTopology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** Issue 21, point 11. */
class AlertFloodTopologyTest {

    @Test
    void shouldTellContributionsOnlyWhileThereIsTimeForThem() throws IOException {
        // given: a clock that stands still, so that the first run of the model takes all the time there is
        AtomicInteger unexplained = new AtomicInteger();
        try (DrivenTopology topology = DrivenTopology.raw(
                new TimeShare(0.1, 1, () -> 0L), tally -> unexplained.addAndGet(tally.unexplained()))) {
            // when
            topology.poll(IntStream.range(0, 50)
                    .mapToObj(i -> record(i, raw(anomalous())))
                    .toList());

            // then
            List<Integer> told = new ArrayList<>();
            for (var alert : topology.alerts()) {
                told.add(read(alert.value()).getContributions().size());
            }
            assertThat(told).hasSize(50);
            assertThat(told.get(0)).isPositive();
            assertThat(told.subList(1, 50)).containsOnly(0);
            assertThat(unexplained).hasValue(49);
            assertThat(topology.latents()).hasSize(50);
        }
    }

    private static AnomalyAlert read(byte[] value) throws IOException {
        return new SpecificDatumReader<>(AnomalyAlert.class)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }
}
