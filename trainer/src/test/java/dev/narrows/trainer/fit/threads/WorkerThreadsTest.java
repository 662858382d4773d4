package dev.narrows.trainer.fit.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerThreadsTest {

    @Test
    void shouldLetNobodyPassBeforeAllHaveCome() {
        // given
        int rounds = 2_000;
        AtomicIntegerArray done = new AtomicIntegerArray(3);
        AtomicIntegerArray behind = new AtomicIntegerArray(1);

        // when
        try (WorkerThreads threads = new WorkerThreads(3)) {
            threads.run(index -> {
                for (int round = 1; round <= rounds; round++) {
                    done.set(index, round);
                    threads.meet();
                    for (int other = 0; other < 3; other++) {
                        behind.addAndGet(0, done.get(other) < round ? 1 : 0);
                    }
                    threads.meet();
                }
            });
        }

        // then
        assertThat(behind.get(0)).isZero();
        assertThat(done.get(2)).isEqualTo(rounds);
    }

    @Test
    void shouldThrowWhatAWorkerThrewAndKeepNobodyWaiting() {
        // given
        try (WorkerThreads threads = new WorkerThreads(3)) {

            // when / then
            assertThatThrownBy(() -> threads.run(index -> {
                        if (index == 1) {
                            throw new IllegalArgumentException("broken");
                        }
                        threads.meet();
                    }))
                    .hasMessage("broken");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldThrowTheRealFailureWhicheverWorkerItIsOf(int broken) {
        // given: all others wait for the one that fails, and stop because of it
        try (WorkerThreads threads = new WorkerThreads(4)) {

            // when / then
            assertThatThrownBy(() -> threads.run(index -> {
                        if (index == broken) {
                            throw new IllegalArgumentException("broken");
                        }
                        threads.meet();
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("broken");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldWaitForAllPartsWhereOneEndsWithAnError(int broken) {
        // given: the others go on computing for a while
        AtomicIntegerArray left = new AtomicIntegerArray(3);
        try (WorkerThreads threads = new WorkerThreads(3)) {

            // when
            Throwable thrown = catchThrowable(() -> threads.run(index -> {
                if (index == broken) {
                    throw new OutOfMemoryError("heap");
                }
                LockSupport.parkNanos(50_000_000);
                left.set(index, 1);
            }));

            // then
            assertThat(thrown).isInstanceOf(OutOfMemoryError.class).hasMessage("heap");
            for (int i = 0; i < 3; i++) {
                assertThat(left.get(i)).as("part %d has ended", i).isEqualTo(i == broken ? 0 : 1);
            }
        }
    }

    @Test
    void shouldTellAllFailures() {
        // given
        try (WorkerThreads threads = new WorkerThreads(2)) {

            // when
            Throwable thrown = catchThrowable(() -> threads.run(index -> {
                throw new IllegalStateException("part " + index);
            }));

            // then
            assertThat(thrown).hasMessage("part 0");
            assertThat(thrown.getSuppressed())
                    .singleElement()
                    .satisfies(other -> assertThat(other).hasMessage("part 1"));
        }
    }

    @Test
    void shouldWorkAgainAfterAFailure() {
        // given
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        try (WorkerThreads threads = new WorkerThreads(2)) {
            assertThatThrownBy(() -> threads.run(index -> {
                        if (index == 0) {
                            throw new IllegalStateException("broken");
                        }
                        threads.meet();
                    }))
                    .hasMessage("broken");

            // when
            threads.run(index -> {
                threads.meet();
                done.incrementAndGet(index);
            });
        }

        // then
        assertThat(done.get(0) + done.get(1)).isEqualTo(2);
    }
}
