package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelsInServiceTest {

    private final ModelsInService slot = new ModelsInService(
            () -> VectorReader.of(VectorFormat.RAW, "", null),
            new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
            new SlicePlan(4, 1_000),
            EncodeWorkers.start(0));

    @AfterEach
    void close() {
        slot.close();
    }

    @Test
    void shouldBeEmptyBeforeTheFirstModel() {
        // when, then
        assertThat(slot.stable()).isEmpty();
        assertThatThrownBy(slot::borrow).hasMessage("model: none (expected: one in service)");
    }

    @Test
    void shouldLendTheEncoderGivenBackLast() {
        // given
        slot.serve(DrivenTopology.toy(1));
        BatchEncoder first = slot.borrow();
        BatchEncoder second = slot.borrow();
        first.close();
        second.close();

        // when
        BatchEncoder next = slot.borrow();

        // then
        assertThat(first).isNotSameAs(second);
        assertThat(next).isSameAs(second);
        next.close();
    }

    @Test
    void shouldLetABatchInWorkEndOnTheModelItBeganWith() {
        // given
        OnnxModel old = DrivenTopology.toy(1);
        slot.serve(old);
        BatchEncoder inWork = slot.borrow();
        slot.serve(DrivenTopology.toy(2));

        // when
        List<Integer> rows = new ArrayList<>();
        inWork.encode(
                new Batch(List.of(record(0, raw(normal(0)))), 0),
                slice -> rows.add(slice.stable().rows()));
        boolean closedMeanwhile = old.isClosed();

        // then
        assertThat(rows).containsExactly(1);
        assertThat(inWork.manifest().getVersion()).isEqualTo(1);
        assertThat(closedMeanwhile).isFalse();
        inWork.close();
        try (BatchEncoder next = slot.borrow()) {
            assertThat(next.manifest().getVersion()).isEqualTo(2);
        }
        assertThat(old.isClosed()).isTrue();
    }

    @Test
    void shouldSwapUnderLoadWithoutAFailedBatch() throws InterruptedException, ExecutionException {
        // given
        slot.serve(DrivenTopology.toy(1));
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Runnable load = () -> {
            Batch batch = new Batch(List.of(record(0, raw(normal(0))), record(1, raw(normal(1)))), 0);
            while (!stop.get()) {
                try (BatchEncoder encoder = slot.borrow()) {
                    encoder.encode(
                            batch, slice -> assertThat(slice.stable().rows()).isEqualTo(2));
                }
            }
        };
        List<Future<?>> loads = List.of(threads.submit(load), threads.submit(load));

        // when
        for (int version = 2; version < 30; version++) {
            slot.serve(DrivenTopology.toy(version));
        }

        // then
        stop.set(true);
        threads.shutdown();
        for (Future<?> done : loads) {
            assertThat(done.get()).isNull();
        }
        assertThat(slot.stable())
                .get()
                .extracting(model -> model.manifest().getVersion())
                .isEqualTo(29);
    }

    @Test
    void shouldBeEmptyOnceClosed() {
        // given
        slot.serve(DrivenTopology.toy(1));

        // when
        slot.close();

        // then
        assertThat(slot.stable()).isEmpty();
    }
}
