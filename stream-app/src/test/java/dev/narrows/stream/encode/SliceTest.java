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
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
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
            null,
            VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new FailureLimit(),
            null,
            Inputs.DIM));
    private final SliceTask task = SliceTaskOf.one(model, workspaces, 4);
    private final Slice slice = task.slice();

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
        assertThat(slice.stable().rows()).isEqualTo(2);
        assertThat(slice.result(0)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(slice.result(1)).isEqualTo(ReadResult.Row.OK);
        assertThat(slice.result(2)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(slice.row(1)).isZero();
        assertThat(slice.row(3)).isEqualTo(1);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(1)));
        assertThat(code(1)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(3)));
        assertThat(slice.stable().runNanos()).isPositive();
    }

    @Test
    void shouldEncodeOnlyItsSlice() {
        // given
        var batch = List.of(record(0, raw(normal(0))), record(1, raw(normal(1))), record(2, raw(normal(2))));

        // when
        encode(batch, 1, 2);

        // then
        assertThat(slice.stable().rows()).isEqualTo(2);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(1)));
    }

    @Test
    void shouldNotRunWithoutAReadableRecord() {
        // given
        List<ConsumerRecord<byte[], ByteBuffer>> batch = List.of(record(0, null));

        // when
        encode(batch, 0, 1);

        // then
        assertThat(slice.stable().rows()).isZero();
        assertThat(slice.stable().runNanos()).isZero();
    }

    @Test
    void shouldForgetTheSliceBefore() {
        // given
        encode(List.of(record(0, raw(normal(0))), record(1, raw(normal(1)))), 0, 2);

        // when
        encode(List.of(record(2, raw(normal(2)))), 0, 1);

        // then
        assertThat(slice.stable().rows()).isEqualTo(1);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(2)));
    }

    @Test
    void shouldTellErrorVectorAndContributionsOfARow() {
        // given
        var batch = List.of(record(0, bytes("?")), record(1, raw(normal(0))), record(2, raw(anomalous())));

        // when
        encode(batch, 0, 3);

        // then
        assertThat(slice.stable().error(0)).isLessThan(slice.stable().threshold());
        assertThat(slice.stable().error(1))
                .isCloseTo(ToyModels.error(1, Inputs.CODE_BYTES, anomalous()), within(1e-5f));
        assertThat(slice.vector(1)).isEqualTo(normal(0));
        assertThat(slice.vector(2)).isEqualTo(anomalous());
        assertThat(slice.explain(2, true).contributions()).hasSize(Inputs.DIM);
        assertThat(slice.stable().error(0)).isLessThan(slice.stable().threshold());
    }

    @Test
    void shouldExplainAnomaliesTogetherAsEachAlone() {
        // given
        float[] other = anomalous();
        other[0] += 1;
        encode(List.of(record(0, raw(anomalous())), record(1, raw(normal(0))), record(2, raw(other))), 0, 3);

        // then
        for (int i : new int[] {0, 2}) {
            Explanation alone = slice.explain(i, true);
            assertThat(slice.explainWithOthers(i).vector()).isEqualTo(alone.vector());
            assertThat(slice.explainWithOthers(i).contributions())
                    .containsExactly(alone.contributions(), within(1e-6f));
        }

        // when the next slice has its anomaly elsewhere
        encode(List.of(record(3, raw(normal(0))), record(4, raw(other))), 0, 2);

        // then
        assertThat(slice.explainWithOthers(1).vector()).isEqualTo(other);
    }

    @Test
    void shouldKeepItsResultsWhenAnotherSliceIsEncodedInTheSameWorkspace() {
        // given
        SliceTask other = SliceTaskOf.one(model, workspaces, 4);
        encode(List.of(record(0, raw(normal(0))), record(1, raw(anomalous()))), 0, 2);

        // when
        other.assign(new Batch(List.of(record(2, raw(normal(2))), record(3, raw(normal(3)))), 0), 0, 2);
        other.encode();

        // then
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(0)));
        assertThat(slice.stable().error(1)).isGreaterThan(slice.stable().threshold());
        assertThat(other.slice().stable().error(1)).isLessThan(slice.stable().threshold());
    }

    private void encode(List<ConsumerRecord<byte[], ByteBuffer>> batch, int from, int count) {
        task.assign(new Batch(batch, 0), from, count);
        task.encode();
    }

    private byte[] code(int row) {
        byte[] code = new byte[Inputs.CODE_BYTES];
        slice.stable().codes().get(row * Inputs.CODE_BYTES, code);
        return code;
    }
}
