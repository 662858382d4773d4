package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.config.AlertSettings;
import dev.narrows.stream.encode.EncodeWorkers;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.encode.SlicePlan;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.Outgoing;
import dev.narrows.stream.route.RecordLimits;
import dev.narrows.stream.route.RouteFormats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With workers that take nothing, so that what is in work when a call ends is known. */
class EncodeProcessorTest {

    private final EncodeWorkers workers = EncodeWorkers.start(1);
    private final ModelsInService slot = new ModelsInService(
            () -> VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new SlicePlan(4, 1_000),
            workers);
    private final MockProcessorContext<byte[], Outgoing> context = new MockProcessorContext<>();
    private final List<Integer> told = new ArrayList<>();

    @AfterEach
    void close() {
        slot.close();
    }

    @Test
    void shouldEndWhatIsInWorkBeforeACommit() {
        // given
        EncodeProcessor processor = processor(true);
        process(processor, batch(0, 10));
        process(processor, batch(10, 21));
        assertThat(context.forwarded()).isEmpty();

        // when
        process(processor, Batch.COMMIT);

        // then
        assertThat(forwarded()).isEqualTo(IntStream.range(0, 21).boxed().toList());
        assertThat(told).containsExactly(10, 11);
    }

    @Test
    void shouldTakeACommitWithNothingInWork() {
        // given
        EncodeProcessor processor = processor(true);
        process(processor, batch(0, 10));
        process(processor, Batch.COMMIT);

        // when
        process(processor, Batch.COMMIT);

        // then
        assertThat(context.forwarded()).hasSize(10);
        assertThat(told).containsExactly(10);
    }

    @Test
    void shouldEndWhatIsInWorkBeforeTheNextModelsFirstBatch() {
        // given
        EncodeProcessor processor = processor(true);
        process(processor, batch(0, 10));
        slot.serve(DrivenTopology.toy(2));

        // when
        process(processor, batch(10, 20));

        // then
        assertThat(forwarded()).isEqualTo(IntStream.range(0, 10).boxed().toList());
        process(processor, Batch.COMMIT);
        assertThat(forwarded()).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void shouldForwardNothingOfWhatWasInWorkWhenItWasClosed() {
        // given
        EncodeProcessor processor = processor(true);
        process(processor, batch(0, 10));

        // when
        processor.close();
        process(processor, batch(0, 8));
        process(processor, Batch.COMMIT);

        // then
        assertThat(forwarded()).isEqualTo(IntStream.range(0, 8).boxed().toList());
        assertThat(told).containsExactly(8);
    }

    @Test
    void shouldEndABatchWithinItsCallWhereItKeepsNothing() {
        // given
        EncodeProcessor processor = processor(false);

        // when
        process(processor, batch(0, 10));

        // then
        assertThat(context.forwarded()).hasSize(10);
        assertThat(told).containsExactly(10);
    }

    private EncodeProcessor processor(boolean keeps) {
        workers.close();
        slot.serve(DrivenTopology.toy(1));
        RouteFormats formats = new RouteFormats(
                11, 12, "alerts", new AlertSettings(false, 0), RecordLimits.NONE, RouteFormats.usualAlertTime());
        EncodeProcessor processor = new EncodeProcessor(slot, formats, tally -> told.add(tally.records()), keeps);
        processor.init(context);
        return processor;
    }

    private static void process(EncodeProcessor processor, Batch batch) {
        processor.process(new Record<>(new byte[0], batch, 0));
    }

    /** Numbers of the records whose results were forwarded. */
    private List<Integer> forwarded() {
        return context.forwarded().stream()
                .map(forward ->
                        Integer.parseInt(Inputs.text(forward.record().key()).substring(1)))
                .toList();
    }
}
