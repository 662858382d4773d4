package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.CheckVector;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.onnx.InferenceException;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.FragileToy;
import dev.narrows.stream.fixture.Inputs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures that nobody expected on the way of one record. Issue 21, point 4. */
class WorkspaceTest {

    private static final int ROWS = 8;

    private final OnnxModel model = OnnxModel.load(FragileToy.artefact(), OnnxSettings.cpu());
    private final FailureLimit failures = new FailureLimit();
    private final Workspaces workspaces = new Workspaces(() -> new Workspace(
            model.newEncoder(ROWS),
            null,
            VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            failures,
            null,
            Inputs.DIM));
    private final SliceTask task = SliceTaskOf.one(model, workspaces, ROWS);
    private final Slice slice = task.slice();

    @AfterEach
    void close() {
        workspaces.free();
        model.close();
    }

    @Test
    void shouldEncodeTheOthersWhereReadingOneFails() {
        // when
        encode(List.of(good(0), failing(1, new StackOverflowError()), good(2)));

        // then
        assertThat(slice.result(1)).isEqualTo(new ReadResult.Unreadable(Reason.FAILED, "java.lang.StackOverflowError"));
        assertThat(slice.stable().rows()).isEqualTo(2);
        assertGood(0);
        assertGood(2);
    }

    @Test
    void shouldEncodeTheOthersWhereTheModelCannotRunOverOne() {
        // when
        encode(List.of(good(0), record(1, raw(FragileToy.breaking())), record(2, new byte[3]), good(3), good(4)));

        // then
        assertThat(slice.result(1))
                .isEqualTo(new ReadResult.Unreadable(Reason.FAILED, InferenceException.class.getName()));
        assertThat(slice.result(2)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(slice.stable().rows()).isEqualTo(3);
        assertGood(0);
        assertGood(3);
        assertGood(4);
    }

    @Test
    void shouldGiveARecordItsReasonWhereItIsAlone() {
        // when
        encode(List.of(record(1, raw(FragileToy.breaking()))));

        // then
        assertThat(slice.result(0)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(slice.stable().rows()).isZero();
    }

    @Test
    void shouldThrowWhatFailsWithEveryRecord() {
        // given
        List<ConsumerRecord<byte[], ByteBuffer>> batch =
                List.of(failing(0, new OutOfMemoryError("test")), failing(1, new OutOfMemoryError("test")));

        // when, then
        assertThatThrownBy(() -> {
                    for (int i = 0; i < FailureLimit.IN_A_ROW; i++) {
                        encode(batch);
                    }
                })
                .hasMessageContaining("1000 records failed in a row")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void shouldThrowWhatTheModelCannotRunOverAnyRecord() {
        // given: three more in a row are too many
        failures.saw(FailureLimit.IN_A_ROW - 3, FailureLimit.IN_A_ROW - 3, null);

        // when, then
        assertThatThrownBy(() -> encode(List.of(breaking(0), breaking(1), breaking(2))))
                .hasMessageContaining("1000 records failed in a row")
                .hasCauseInstanceOf(InferenceException.class);
    }

    @Test
    void shouldCountARecordThatTheModelCannotRunOverOnce() {
        // given: a slice with more records before, and two in a row are too many
        encode(List.of(good(0), good(1), good(2)));
        failures.saw(FailureLimit.IN_A_ROW - 2, FailureLimit.IN_A_ROW - 2, null);

        // when
        encode(List.of(breaking(3)));

        // then: the one that is readable ends the row
        assertThat(slice.result(0)).isInstanceOf(ReadResult.Unreadable.class);
        encode(List.of(breaking(4), good(5), breaking(6)));
        assertThat(slice.result(1)).isEqualTo(ReadResult.Row.OK);
        encode(List.of(breaking(7)));
    }

    @Test
    void shouldThrowWhereTheModelFailsWithItsOwnCheckVectorToo() {
        // given
        List<Float> vector = new ArrayList<>();
        for (float value : FragileToy.breaking()) {
            vector.add(value);
        }
        ModelManifest manifest = ModelManifest.newBuilder(model.manifest())
                .setCheck(CheckVector.newBuilder(model.manifest().getCheck())
                        .setVector(vector)
                        .build())
                .build();
        Slice broken = new Slice(new Encoded(manifest, ROWS), null, workspaces, ROWS);
        broken.assign(new Batch(List.of(breaking(0)), Inputs.TIME), 0, 1);

        // when, then
        assertThatThrownBy(() -> workspaces.use(each -> each.encode(broken))).isInstanceOf(InferenceException.class);
    }

    @Test
    void shouldTellNoLongerThanARunTakes() {
        // given
        long start = System.nanoTime();

        // when
        encode(List.of(good(0)));

        // then
        assertThat(slice.stable().runNanos()).isBetween(1L, System.nanoTime() - start);
    }

    private void encode(List<ConsumerRecord<byte[], ByteBuffer>> batch) {
        task.assign(new Batch(batch, Inputs.TIME), 0, batch.size());
        task.encode();
    }

    private void assertGood(int i) {
        assertThat(slice.result(i)).isEqualTo(ReadResult.Row.OK);
        byte[] code = new byte[Inputs.CODE_BYTES];
        slice.stable().codes().get(slice.row(i) * Inputs.CODE_BYTES, code);
        long number = slice.record(i).offset();
        assertThat(code).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(number)));
        assertThat(slice.error(i)).isLessThan(ToyModels.THRESHOLD);
    }

    private static ConsumerRecord<byte[], ByteBuffer> good(long offset) {
        return record(offset, raw(normal(offset)));
    }

    private static ConsumerRecord<byte[], ByteBuffer> breaking(long offset) {
        return record(offset, raw(FragileToy.breaking()));
    }

    private static ConsumerRecord<byte[], ByteBuffer> failing(long offset, Error why) {
        return new ConsumerRecord<>(Inputs.TOPIC, 0, offset, null, null) {
            @Override
            public ByteBuffer value() {
                throw why;
            }
        };
    }
}
