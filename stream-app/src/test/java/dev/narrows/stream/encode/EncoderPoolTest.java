package dev.narrows.stream.encode;

import static dev.narrows.stream.fixture.Inputs.normal;
import static dev.narrows.stream.fixture.Inputs.raw;
import static dev.narrows.stream.fixture.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.fidelity.Fidelity;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.batch.Batch;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who holds the models in service, and until when. Issue 20. */
class EncoderPoolTest {

    private static final SlicePlan PLAN = new SlicePlan(4, 1_000);

    private final EncodeWorkers workers = EncodeWorkers.start(0);
    private final OnnxModel stable = DrivenTopology.toy(1);
    private final OnnxModel candidate = DrivenTopology.toy(2);
    private int freed;

    @AfterEach
    void close() {
        stable.close();
        candidate.close();
        workers.close();
    }

    @Test
    void shouldBeFreeOnlyOnceTheLastEncoderIsBack() {
        // given
        EncoderPool pool = pool(Optional.of(new Candidate(candidate, 50, 1)), PLAN, EncoderPoolTest::reader);
        BatchEncoder first = pool.borrow().orElseThrow();
        BatchEncoder second = pool.borrow().orElseThrow();
        encode(first);
        encode(second);

        // when, then
        first.close();
        pool.retire();
        assertThat(freed).isZero();
        assertThat(stable.isClosed()).isFalse();
        second.close();
        assertThat(freed).isEqualTo(1);
        assertThat(stable.isClosed()).isTrue();
        assertThat(candidate.isClosed()).isTrue();
    }

    @Test
    void shouldLendNothingOnceRetired() {
        // given
        EncoderPool pool = pool(Optional.empty(), PLAN, EncoderPoolTest::reader);

        // when
        pool.retire();

        // then
        assertThat(pool.borrow()).isEmpty();
        assertThat(freed).isEqualTo(1);
    }

    @Test
    void shouldSpareAsManyAsThePlanKeeps() {
        // given
        SlicePlan wide = new SlicePlan(4, 1_000_000);
        EncoderPool pool = pool(Optional.empty(), wide, EncoderPoolTest::reader);

        // when, then
        try (BatchEncoder first = pool.borrow().orElseThrow()) {
            assertThat(pool.maySpare()).isTrue();
            try (BatchEncoder second = pool.borrow().orElseThrow()) {
                assertThat(second).isNotSameAs(first);
                assertThat(pool.maySpare()).isFalse();
            }
            assertThat(pool.maySpare()).isTrue();
        }
    }

    @Test
    void shouldNotWaitForAnEncoderThatCouldNotBeMade() {
        // given
        EncoderPool pool = pool(Optional.empty(), new SlicePlan(Integer.MAX_VALUE, 1_000), EncoderPoolTest::reader);
        assertThatThrownBy(pool::borrow).isInstanceOf(ArithmeticException.class);

        // when
        pool.retire();

        // then
        assertThat(freed).isEqualTo(1);
        assertThat(stable.isClosed()).isTrue();
    }

    @Test
    void shouldHoldNoModelForAWorkspaceThatCouldNotBeMade() {
        // given
        AtomicInteger readers = new AtomicInteger();
        EncoderPool pool = pool(Optional.empty(), PLAN, () -> {
            if (readers.getAndIncrement() > 0) {
                throw new IllegalStateException("no reader");
            }
            return reader();
        });
        BatchEncoder encoder = pool.borrow().orElseThrow();
        assertThatThrownBy(() -> encode(encoder)).hasMessage("no reader");

        // when
        encoder.close();
        pool.retire();

        // then
        assertThat(stable.isClosed()).isTrue();
    }

    @Test
    void shouldHoldNoModelForACandidateThatCannotBeTried() {
        // given
        EncoderPool pool = pool(Optional.of(new Candidate(candidate, 50, 1)), PLAN, EncoderPoolTest::reader);
        BatchEncoder encoder = pool.borrow().orElseThrow();
        candidate.close();
        assertThatThrownBy(() -> encode(encoder)).hasMessageContaining("retired");

        // when
        encoder.close();
        pool.retire();

        // then
        assertThat(stable.isClosed()).isTrue();
        assertThat(candidate.isClosed()).isTrue();
    }

    private EncoderPool pool(Optional<Candidate> tried, SlicePlan plan, Supplier<VectorReader> readers) {
        return new EncoderPool(
                stable,
                tried,
                () -> {
                    freed++;
                    stable.close();
                    tried.ifPresent(each -> each.model().close());
                },
                readers,
                new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                new FailureLimit(),
                Fidelity.LOSSY,
                plan,
                workers);
    }

    private static void encode(BatchEncoder encoder) {
        encoder.encode(new Batch(List.of(record(0, raw(normal(0)))), 0), slice -> {});
    }

    private static VectorReader reader() {
        return VectorReader.of(VectorFormat.RAW, "", null);
    }
}
