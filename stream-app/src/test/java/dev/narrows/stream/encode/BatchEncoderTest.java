package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.anomalous;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchEncoderTest {

    private final ModelSlot slot = new ModelSlot(
            () -> VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            4);
    private final BatchEncoder encoder = encoder();

    @AfterEach
    void close() {
        encoder.close();
        slot.close();
    }

    @Test
    void shouldGiveEachReadableRecordTheNextRow() {
        // given
        var batch = List.of(
                record(0, bytes("?")), record(1, raw(normal(1))), record(2, raw(1, 2)), record(3, raw(normal(3))));

        // when
        encoder.encode(batch, 0, 4);

        // then
        assertThat(encoder.filledRows()).isEqualTo(2);
        assertThat(encoder.result(0)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(encoder.result(1)).isEqualTo(ReadResult.Row.OK);
        assertThat(encoder.result(2)).isInstanceOf(ReadResult.Unreadable.class);
        assertThat(encoder.row(1)).isZero();
        assertThat(encoder.row(3)).isEqualTo(1);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(1)));
        assertThat(code(1)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(3)));
        assertThat(encoder.runNanos()).isPositive();
    }

    @Test
    void shouldEncodeOnlyItsSlice() {
        // given
        var batch = List.of(record(0, raw(normal(0))), record(1, raw(normal(1))), record(2, raw(normal(2))));

        // when
        encoder.encode(batch, 1, 2);

        // then
        assertThat(encoder.filledRows()).isEqualTo(2);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(1)));
    }

    @Test
    void shouldNotRunWithoutAReadableRecord() {
        // given
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(record(0, null));

        // when
        encoder.encode(batch, 0, 1);

        // then
        assertThat(encoder.filledRows()).isZero();
        assertThat(encoder.runNanos()).isZero();
    }

    @Test
    void shouldForgetTheSliceBefore() {
        // given
        encoder.encode(List.of(record(0, raw(normal(0))), record(1, raw(normal(1)))), 0, 2);

        // when
        encoder.encode(List.of(record(2, raw(normal(2)))), 0, 1);

        // then
        assertThat(encoder.filledRows()).isEqualTo(1);
        assertThat(code(0)).isEqualTo(ToyModels.code(1, Inputs.CODE_BYTES, normal(2)));
    }

    @Test
    void shouldTellErrorVectorAndContributionsOfARow() {
        // given
        var batch = List.of(record(0, bytes("?")), record(1, raw(normal(0))), record(2, raw(anomalous())));

        // when
        encoder.encode(batch, 0, 3);

        // then
        assertThat(encoder.error(0)).isLessThan(encoder.threshold());
        assertThat(encoder.error(1)).isCloseTo(ToyModels.error(1, Inputs.CODE_BYTES, anomalous()), within(1e-5f));
        assertThat(encoder.vector(1)).isEqualTo(anomalous());
        assertThat(encoder.contributions(1)).hasSize(Inputs.DIM);
        assertThat(encoder.error(0)).isLessThan(encoder.threshold());
    }

    private BatchEncoder encoder() {
        slot.replace(DrivenTopology.toy(1));
        return slot.borrow();
    }

    private byte[] code(int row) {
        byte[] code = new byte[Inputs.CODE_BYTES];
        encoder.codes().get(row * Inputs.CODE_BYTES, code);
        return code;
    }
}
