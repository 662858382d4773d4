package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SliceTest {

    private final OnnxModel model = DrivenTopology.toy(1);
    private final Workspaces workspaces = new Workspaces(() -> new Workspace(
            model.newEncoder(4),
            VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new FailureLimit(),
            null,
            Inputs.DIM));
    private final Slice slice = new Slice(model.manifest(), workspaces, workspaces, 4);

    @AfterEach
    void close() {
        workspaces.free();
        model.close();
    }

    @Test
    void shouldGiveEachReadableRecordTheNextRow() {
        // given
        var batch = List.of(
                record(0, bytes("?")), record(1, raw(normal(1))), record(2, raw(1, 2)), record(3, raw(normal(3))));

        // when
        encode(batch, 0, 4);

        // then
        assertThat(slice.filledRows()).isEqualTo(2);
        assertThat(slice.result(0)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(slice.result(1)).isEqualTo(ReadResult.Row.OK);
        assertThat(slice.result(2)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(slice.row(1)).isZero();
        assertThat(slice.row(3)).isEqualTo(1);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(1)));
        assertThat(code(1)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(3)));
        assertThat(slice.runNanos()).isPositive();
    }

    @Test
    void shouldEncodeOnlyItsSlice() {
        // given
        var batch = List.of(record(0, raw(normal(0))), record(1, raw(normal(1))), record(2, raw(normal(2))));

        // when
        encode(batch, 1, 2);

        // then
        assertThat(slice.filledRows()).isEqualTo(2);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(1)));
    }

    @Test
    void shouldNotRunWithoutAReadableRecord() {
        // given
        List<ConsumerRecord<byte[], ByteBuffer>> batch = List.of(record(0, null));

        // when
        encode(batch, 0, 1);

        // then
        assertThat(slice.filledRows()).isZero();
        assertThat(slice.runNanos()).isZero();
    }

    @Test
    void shouldForgetTheSliceBefore() {
        // given
        encode(List.of(record(0, raw(normal(0))), record(1, raw(normal(1)))), 0, 2);

        // when
        encode(List.of(record(2, raw(normal(2)))), 0, 1);

        // then
        assertThat(slice.filledRows()).isEqualTo(1);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(2)));
    }

    @Test
    void shouldTellErrorVectorAndContributionsOfARow() {
        // given
        var batch = List.of(record(0, bytes("?")), record(1, raw(normal(0))), record(2, raw(anomalous())));

        // when
        encode(batch, 0, 3);

        // then
        assertThat(slice.error(0)).isLessThan(slice.threshold());
        assertThat(slice.error(1)).isCloseTo(ToyModels.error(1, Inputs.CODE_BYTES, anomalous()), within(1e-5f));
        assertThat(slice.vector(1)).isEqualTo(normal(0));
        assertThat(slice.vector(2)).isEqualTo(anomalous());
        assertThat(slice.explain(2, true).contributions()).hasSize(Inputs.DIM);
        assertThat(slice.error(0)).isLessThan(slice.threshold());
    }

    @Test
    void shouldKeepItsResultsWhenAnotherSliceIsEncodedInTheSameWorkspace() {
        // given
        Slice other = new Slice(model.manifest(), workspaces, workspaces, 4);
        encode(List.of(record(0, raw(normal(0))), record(1, raw(anomalous()))), 0, 2);

        // when
        other.assign(new Batch(List.of(record(2, raw(normal(2))), record(3, raw(normal(3)))), 0), 0, 2);
        other.encode();

        // then
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(0)));
        assertThat(slice.error(1)).isGreaterThan(slice.threshold());
        assertThat(other.error(1)).isLessThan(slice.threshold());
    }

    private void encode(List<ConsumerRecord<byte[], ByteBuffer>> batch, int from, int count) {
        slice.assign(new Batch(batch, 0), from, count);
        slice.encode();
    }

    private byte[] code(int row) {
        byte[] code = new byte[Inputs.CODE_BYTES];
        slice.codes().get(row * Inputs.CODE_BYTES, code);
        return code;
    }
}
