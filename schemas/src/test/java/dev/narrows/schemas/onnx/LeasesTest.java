package dev.narrows.schemas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private final AtomicInteger closed = new AtomicInteger();
    private final Leases leases = new Leases("model toy/1", closed::incrementAndGet);

    @Test
    void shouldCloseAtOnceWhereNobodyHoldsALease() {
        // given
        leases.acquire();
        leases.release();

        // when
        leases.retire();

        // then
        assertThat(closed).hasValue(1);
    }

    @Test
    void shouldCloseWithTheLastLease() {
        // given
        leases.acquire();
        leases.acquire();
        leases.retire();
        leases.release();
        int withOneLeft = closed.get();

        // when
        leases.release();

        // then
        assertThat(withOneLeft).isZero();
        assertThat(closed).hasValue(1);
    }

    @Test
    void shouldGiveNoLeaseAfterItIsRetired() {
        // given
        leases.acquire();
        leases.retire();

        // then
        assertThatThrownBy(leases::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model toy/1: retired (expected: in service)");
    }

    @Test
    void shouldCloseOnceHoweverOftenItIsRetired() {
        // when
        leases.retire();
        leases.retire();

        // then
        assertThat(closed).hasValue(1);
    }

    @RepeatedTest(20)
    void shouldNeverCloseWhileSomebodyHoldsALease() throws InterruptedException, ExecutionException {
        // given
        AtomicInteger held = new AtomicInteger();
        AtomicBoolean closedUnderSomebody = new AtomicBoolean();
        AtomicInteger closes = new AtomicInteger();
        Leases shared = new Leases("shared", () -> {
            closes.incrementAndGet();
            if (held.get() != 0) {
                closedUnderSomebody.set(true);
            }
        });
        Callable<Integer> user = () -> {
            int uses = 0;
            while (true) {
                try {
                    shared.acquire();
                } catch (IllegalStateException retired) {
                    return uses;
                }
                held.incrementAndGet();
                uses++;
                held.decrementAndGet();
                shared.release();
            }
        };

        // when
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> users = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                users.add(threads.submit(user));
            }
            threads.submit(shared::retire).get();
            for (Future<Integer> each : users) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        // then
        assertThat(closes).hasValue(1);
        assertThat(closedUnderSomebody).isFalse();
    }
}
