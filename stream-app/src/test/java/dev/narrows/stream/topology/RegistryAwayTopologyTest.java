package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.narrows.schemas.registry.FakeRegistryServer;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.RecordLimits;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryAwayTopologyTest {

    private final FakeRegistryServer server = FakeRegistryServer.start();
    private final SchemaRegistry producers = server.connect();
    private final SchemaRegistry services = server.connect();

    @AfterEach
    void close() {
        producers.close();
        services.close();
        server.close();
    }

    @Test
    void shouldWaitWithinTheBatchUntilTheRegistryIsBack() {
        // given
        byte[] value = Inputs.avro(producers, normal(1));
        server.failWith(503);
        DrivenTopology.Waits waits = new DrivenTopology.Waits(() -> server.failWith(0));

        // when
        try (DrivenTopology topology = DrivenTopology.of(Map.of(), services, RecordLimits.NONE, waits)) {
            topology.poll(record(0, value), record(1, value));

            // then
            assertThat(topology.latents()).hasSize(2);
        }
        assertThat(waits.gone()).isEqualTo(1);
        assertThat(waits.back()).isEqualTo(1);
    }

    @Test
    void shouldFailTheBatchWhenTheRegistryStaysAway() {
        // given
        byte[] value = Inputs.avro(producers, normal(1));
        server.failWith(503);
        DrivenTopology.Waits waits = new DrivenTopology.Waits();

        // when
        try (DrivenTopology topology = DrivenTopology.of(Map.of(), services, RecordLimits.NONE, waits)) {
            Throwable failure = catchThrowable(() -> topology.poll(record(0, value), record(1, value)));

            // then
            assertThat(failure).hasCauseInstanceOf(RegistryUnavailableException.class);
            assertThat(topology.latents()).isEmpty();
            assertThat(topology.deadLetters()).isEmpty();
            assertThat(topology.batches()).isEmpty();
            assertThat(waits.gone()).isEqualTo(1);

            // It is ready for the batch when that comes again.
            server.failWith(0);
            topology.poll(record(0, value), record(1, value));
            assertThat(topology.latents()).hasSize(2);
        }
    }

    @Test
    void shouldNotAskTheRegistryForEachRecord() {
        // given
        byte[] value = Inputs.avro(producers, normal(1));
        int before = server.requests().size();

        // when
        try (DrivenTopology topology =
                DrivenTopology.of(Map.of(), services, RecordLimits.NONE, new DrivenTopology.Waits())) {
            for (long i = 0; i < 20; i++) {
                topology.poll(record(2 * i, value), record(2 * i + 1, raw(1)));
            }

            // then
            assertThat(topology.latents()).hasSize(20);
        }
        assertThat(server.requests()).hasSize(before + 1);
    }
}
