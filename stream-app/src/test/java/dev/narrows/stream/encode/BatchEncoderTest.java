package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.vector.ReadResult;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchEncoderTest {

    private static final int MAX_ROWS = 4;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void shouldGiveEverySliceInOrderWhateverRunsIt(int workers) {
        try (Site site = new Site(workers)) {
            // given
            List<ConsumerRecord<byte[], byte[]>> batch = IntStream.range(0, 103)
                    .mapToObj(i -> record(i, i % 7 == 3 ? bytes("?") : raw(normal(i))))
                    .toList();

            // when
            for (int again = 0; again < 20; again++) {
                List<byte[]> codes = site.encode(batch);

                // then
                for (int i = 0; i < batch.size(); i++) {
                    byte[] expected = i % 7 == 3 ? null : ToyModels.code(1, Inputs.CODE_BYTES, normal(i));
                    assertThat(codes.get(i)).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void shouldBeReadyForTheNextBatchAfterOneThatFailed(int workers) {
        try (Site site = new Site(workers)) {
            // given
            List<ConsumerRecord<byte[], byte[]>> batch = IntStream.range(0, 50)
                    .mapToObj(i -> record(i, raw(normal(i))))
                    .toList();

            // when, then
            try (BatchEncoder encoder = site.slot.borrow()) {
                assertThatThrownBy(() -> encoder.encode(batch, slice -> {
                            if (slice.from() > 0) {
                                throw new IllegalStateException("forwarding failed");
                            }
                        }))
                        .hasMessage("forwarding failed");
            }
            assertThat(site.encode(batch)).hasSize(50).doesNotContainNull();
        }
    }

    @Test
    void shouldRunWhatWorkersDoNotTake() {
        try (Site site = new Site(1)) {
            // given
            List<ConsumerRecord<byte[], byte[]>> batch = IntStream.range(0, 30)
                    .mapToObj(i -> record(i, raw(normal(i))))
                    .toList();
            site.workers.close();

            // when
            List<byte[]> codes = site.encode(batch);

            // then
            assertThat(codes).hasSize(30).doesNotContainNull();
        }
    }

    /** A slot with a toy model, and its workers. */
    private static final class Site implements AutoCloseable {

        private final EncodeWorkers workers;
        private final ModelSlot slot;

        Site(int count) {
            workers = EncodeWorkers.start(count);
            slot = new ModelSlot(
                    () -> VectorReader.of(VectorFormat.RAW, "", null),
                    new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                    new SlicePlan(MAX_ROWS, 1_000),
                    workers);
            slot.replace(DrivenTopology.toy(1));
        }

        /** The code of each record, null for one that could not be read. */
        List<byte[]> encode(List<ConsumerRecord<byte[], byte[]>> batch) {
            List<byte[]> codes = new ArrayList<>();
            try (BatchEncoder encoder = slot.borrow()) {
                encoder.encode(batch, slice -> {
                    assertThat(slice.from()).isEqualTo(codes.size());
                    for (int i = 0; i < slice.count(); i++) {
                        codes.add(slice.result(i) == ReadResult.Row.OK ? code(slice, slice.row(i)) : null);
                    }
                });
            }
            return codes;
        }

        private static byte[] code(Slice slice, int row) {
            byte[] code = new byte[Inputs.CODE_BYTES];
            slice.codes().get(row * Inputs.CODE_BYTES, code);
            return code;
        }

        @Override
        public void close() {
            slot.close();
            workers.close();
        }
    }
}
