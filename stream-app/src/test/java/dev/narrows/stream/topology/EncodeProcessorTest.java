package dev.narrows.stream.topology;

import static dev.narrows.stream.fixture.Inputs.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.schemas.GeneratedRecords;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.config.AlertSettings;
import dev.narrows.stream.drift.Shifted;
import dev.narrows.stream.encode.EncodeWorkers;
import dev.narrows.stream.encode.ModelsInService;
import dev.narrows.stream.encode.SlicePlan;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import dev.narrows.stream.route.Outgoing;
import dev.narrows.stream.route.QualityFormat;
import dev.narrows.stream.route.RecordLimits;
import dev.narrows.stream.route.Route;
import dev.narrows.stream.route.RouteFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With workers that take nothing, so that what is in work when a call ends is known. */
class EncodeProcessorTest {

    /** Bytes before Avro's: zero and the schema's id. */
    private static final int WIRE_HEAD = 5;

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
        assertThat(forwarded()).hasSize(10);
        assertThat(told).containsExactly(10);
    }

    @Test
    void shouldReportWithACommitWhatItCommits() {
        // given
        EncodeProcessor processor = processor(true);
        process(processor, batch(0, 10));
        process(processor, batch(10, 21));

        // when
        process(processor, Batch.COMMIT);
        process(processor, Batch.COMMIT);

        // then
        assertThat(reports()).extracting(QualityReport::getRecords).containsExactly(21L);
        assertThat(reports().get(0).getModelVersion()).isEqualTo(1);
    }

    @Test
    void shouldReportARecordThatComesAloneAtOnce() {
        // given
        EncodeProcessor processor = processor(true);

        // when
        process(processor, batch(0, 1));

        // then
        assertThat(reports()).extracting(QualityReport::getRecords).containsExactly(1L);
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
                11,
                12,
                "alerts",
                new AlertSettings(false, 0),
                RecordLimits.NONE,
                new QualityFormat(13, "quality", "here", "vectors"),
                () -> Shifted.NONE,
                RouteFormats.usualAlertTime());
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
                .filter(forward -> !isReport(forward))
                .map(forward ->
                        Integer.parseInt(Inputs.text(forward.record().key()).substring(1)))
                .toList();
    }

    private List<QualityReport> reports() {
        return context.forwarded().stream()
                .filter(EncodeProcessorTest::isReport)
                .map(forward -> forward.record().value())
                .map(outgoing -> new Outgoing.Bytes().serialize("quality", outgoing))
                .map(EncodeProcessorTest::report)
                .toList();
    }

    private static boolean isReport(CapturedForward<?, ?> forward) {
        return forward.childName().equals(Optional.of(Route.QUALITY.node()));
    }

    private static QualityReport report(byte[] value) {
        GeneratedRecords.trust();
        try {
            return new SpecificDatumReader<>(QualityReport.class)
                    .read(null, DecoderFactory.get().binaryDecoder(value, WIRE_HEAD, value.length - WIRE_HEAD, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
