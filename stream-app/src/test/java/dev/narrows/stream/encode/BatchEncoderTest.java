package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.batch;
import static dev.narrows.stream.fixture.Inputs.bytes;
import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.schemas.vector.value.ReadResult;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
            List<ConsumerRecord<byte[], ByteBuffer>> batch = IntStream.range(0, 103)
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
            List<ConsumerRecord<byte[], ByteBuffer>> batch = IntStream.range(0, 50)
                    .mapToObj(i -> record(i, raw(normal(i))))
                    .toList();

            // when, then
            try (BatchEncoder encoder = site.slot.borrow()) {
                BatchEncoder.Listener failing = slice -> {
                    if (!slice.isFirst()) {
                        throw new IllegalStateException("forwarding failed");
                    }
                };
                assertThatThrownBy(() -> {
                            encoder.encode(new Batch(batch, 0), failing);
                            encoder.finish(failing);
                        })
                        .hasMessage("forwarding failed");
                assertThat(encoder.isIdle()).isTrue();
            }
            assertThat(site.encode(batch)).hasSize(50).doesNotContainNull();
        }
    }

    @Test
    void shouldRunWhatWorkersDoNotTake() {
        try (Site site = new Site(1)) {
            // given
            List<ConsumerRecord<byte[], ByteBuffer>> batch = IntStream.range(0, 30)
                    .mapToObj(i -> record(i, raw(normal(i))))
                    .toList();
            site.workers.close();

            // when
            List<byte[]> codes = site.encode(batch);

            // then
            assertThat(codes).hasSize(30).doesNotContainNull();
        }
    }

    @Test
    void shouldKeepSlicesInWorkForALaterCall() {
        try (Site site = new Site(1)) {
            // given
            site.workers.close();
            List<Long> offsets = new ArrayList<>();
            BatchEncoder.Listener listener = slice -> {
                for (int i = 0; i < slice.count(); i++) {
                    offsets.add(slice.record(i).offset());
                }
            };

            // when, then
            try (BatchEncoder encoder = site.slot.borrow()) {
                encoder.encode(batch(0, 10), listener);
                assertThat(offsets).isEmpty();
                assertThat(encoder.isIdle()).isFalse();
                encoder.encode(batch(10, 30), listener);
                assertThat(offsets).isEmpty();
                encoder.finish(listener);
                assertThat(encoder.isIdle()).isTrue();
            }
            assertThat(offsets).isEqualTo(LongStream.range(0, 30).boxed().toList());
        }
    }

    @Test
    void shouldKeepNothingOnceASmallBatchHasCome() {
        try (Site site = new Site(1)) {
            // given
            List<Boolean> last = new ArrayList<>();

            // when, then
            try (BatchEncoder encoder = site.slot.borrow()) {
                encoder.encode(batch(0, 10), slice -> last.add(slice.isLast()));
                encoder.encode(batch(10, 10 + MAX_ROWS), slice -> last.add(slice.isLast()));
                assertThat(encoder.isIdle()).isTrue();
            }
            assertThat(last).containsExactly(false, false, true, true);
        }
    }

    @Test
    void shouldGiveUpWhatIsInWorkWhenItIsGivenBack() {
        try (Site site = new Site(1)) {
            // given
            BatchEncoder encoder = site.slot.borrow();
            encoder.encode(batch(0, 200), slice -> {});

            // when
            encoder.close();

            // then
            assertThat(encoder.isIdle()).isTrue();
            assertThat(site.encode(batch(0, 50).records())).hasSize(50).doesNotContainNull();
        }
    }

    @Test
    void shouldKeepNothingWhereManyEncodersAreOut() {
        try (Site site = new Site(1, 4_096, 200_000)) {
            // given
            site.workers.close();
            int kept = site.plan.kept(Inputs.DIM);
            List<BatchEncoder> others = new ArrayList<>();
            for (int i = 0; i < kept; i++) {
                others.add(site.slot.borrow());
            }

            // when, then
            try (BatchEncoder encoder = site.slot.borrow()) {
                encoder.encode(batch(0, 5_000), slice -> {});
                assertThat(encoder.isIdle()).isTrue();
                others.remove(0).close();
                encoder.encode(batch(0, 5_000), slice -> {});
                assertThat(encoder.isIdle()).isFalse();
            }
            others.forEach(BatchEncoder::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldLetGoOfRecordsOnceTheyAreHandedOn(int workers) {
        try (Site site = new Site(workers)) {
            // given
            List<Slice> seen = new ArrayList<>();

            // when
            try (BatchEncoder encoder = site.slot.borrow()) {
                encoder.encode(batch(0, 10), seen::add);
                encoder.finish(seen::add);

                // then
                assertThat(seen).hasSize(3);
                assertThat(seen)
                        .allSatisfy(slice -> assertThatThrownBy(() -> slice.record(0))
                                .isInstanceOf(IndexOutOfBoundsException.class));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldThrowWhatFailedOnWhicheverThread(int count) {
        // given: a reader for the check of the model, and no other
        EncodeWorkers workers = EncodeWorkers.start(count);
        AtomicInteger readers = new AtomicInteger();
        try (ModelsInService models = new ModelsInService(
                () -> {
                    if (readers.getAndIncrement() > 0) {
                        throw new IllegalStateException("no reader");
                    }
                    return VectorReader.of(VectorFormat.RAW, "", null);
                },
                new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                new SlicePlan(MAX_ROWS, 1_000),
                workers)) {
            models.serve(DrivenTopology.toy(1));

            // when, then
            try (BatchEncoder encoder = models.borrow()) {
                assertThatThrownBy(() -> {
                            encoder.encode(batch(0, 40), slice -> {});
                            encoder.finish(slice -> {});
                        })
                        .hasMessage("no reader");
                assertThat(encoder.isIdle()).isTrue();
            }
        } finally {
            workers.close();
        }
    }

    /** A slot with a toy model, and its workers. */
    private static final class Site implements AutoCloseable {

        private final EncodeWorkers workers;
        private final SlicePlan plan;
        private final ModelsInService slot;

        Site(int count) {
            this(count, MAX_ROWS, 1_000);
        }

        Site(int count, int maxRows, int batchRecords) {
            workers = EncodeWorkers.start(count);
            plan = new SlicePlan(maxRows, batchRecords);
            slot = new ModelsInService(
                    () -> VectorReader.of(VectorFormat.RAW, "", null),
                    new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                    plan,
                    workers);
            slot.serve(DrivenTopology.toy(1));
        }

        /** The code of each record, null for one that could not be read. */
        List<byte[]> encode(List<ConsumerRecord<byte[], ByteBuffer>> batch) {
            List<byte[]> codes = new ArrayList<>();
            try (BatchEncoder encoder = slot.borrow()) {
                BatchEncoder.Listener listener = slice -> {
                    assertThat(slice.record(0)).isSameAs(batch.get(codes.size()));
                    for (int i = 0; i < slice.count(); i++) {
                        codes.add(slice.result(i) == ReadResult.Row.OK ? code(slice, slice.row(i)) : null);
                    }
                };
                encoder.encode(new Batch(batch, 0), listener);
                encoder.finish(listener);
            }
            return codes;
        }

        private static byte[] code(Slice slice, int row) {
            byte[] code = new byte[Inputs.CODE_BYTES];
            slice.stable().codes().get(row * Inputs.CODE_BYTES, code);
            return code;
        }

        @Override
        public void close() {
            slot.close();
            workers.close();
        }
    }
}
