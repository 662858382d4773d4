package dev.narrows.schemas.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.narrows.schemas.pace.BackgroundLoop.Round;
import dev.narrows.schemas.pace.BackgroundLoop.Work;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Issue 20, point 4, and issue 21, point 3. */
class BackgroundLoopTest {

    private static final Pauses SHORT = new Pauses(Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger rounds = new AtomicInteger();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
    private UncaughtExceptionHandler before;

    @BeforeEach
    void catchWhatIsThrownOn() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, why) -> uncaught.add(why));
    }

    @AfterEach
    void catchNothing() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void shouldGoOnAfterAnExceptionAndSaySo() {
        // when
        try (BackgroundLoop loop = start(LONG, () -> {
            if (rounds.incrementAndGet() < 4) {
                throw new IllegalStateException("not yet");
            }
            return Round.DONE;
        })) {
            await().until(() -> rounds.get() == 4);
        }

        // then
        assertThat(errors).hasSize(3).allSatisfy(error -> assertThat(error).hasMessage("not yet"));
    }

    @Test
    void shouldEndAtAnErrorAndSaySo() {
        // given
        Error why = new OutOfMemoryError("test");

        // when
        try (BackgroundLoop loop = start(Duration.ofMillis(1), () -> {
            rounds.incrementAndGet();
            throw why;
        })) {
            await().dontCatchUncaughtExceptions().until(() -> !errors.isEmpty());

            // then
            assertThat(loop.isStopped()).isTrue();
        }
        assertThat(errors).containsExactly(why);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void shouldThrowAnErrorOnThatItsHandlerTookLightly() throws InterruptedException {
        // given
        Error why = new OutOfMemoryError("test");

        // when
        try (BackgroundLoop loop = new BackgroundLoop("loop-test", LONG, SHORT, work(why), taken -> {})) {
            loop.start();

            // then
            assertThat(uncaught.poll(10, TimeUnit.SECONDS)).isSameAs(why);
        }
    }

    @Test
    void shouldGoOnWhereItsHandlerFailsToo() {
        // given
        Work work = () -> {
            rounds.incrementAndGet();
            throw new IllegalStateException("broken");
        };

        // when
        try (BackgroundLoop loop = new BackgroundLoop("loop-test", LONG, SHORT, work, why -> {
            throw new IllegalArgumentException("cannot be closed");
        })) {
            loop.start();

            // then
            await().until(() -> rounds.get() > 2);
        }
    }

    @Test
    void shouldGoOnWhereItsHandlerThrowsWhatItHeardOf() {
        // given
        Work work = () -> {
            rounds.incrementAndGet();
            throw new IllegalStateException("broken");
        };

        // when
        try (BackgroundLoop loop = new BackgroundLoop("loop-test", LONG, SHORT, work, why -> {
            throw (IllegalStateException) why;
        })) {
            loop.start();

            // then
            await().until(() -> rounds.get() > 2);
        }
    }

    @Test
    void shouldRestUntilItIsWoken() {
        // given
        try (BackgroundLoop loop = start(LONG, () -> {
            rounds.incrementAndGet();
            return Round.DONE;
        })) {
            await().until(() -> rounds.get() == 1);

            // when
            loop.wake();

            // then
            await().until(() -> rounds.get() == 2);
        }
    }

    @Test
    void shouldEndARoundThatIsInterruptedWhenItIsClosed() {
        // given
        BackgroundLoop loop = start(LONG, () -> {
            rounds.incrementAndGet();
            Thread.currentThread().join();
            return Round.DONE;
        });
        await().until(() -> rounds.get() == 1);

        // when
        loop.stop();
        loop.interrupt();
        loop.close();

        // then
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("loop-test");
        assertThat(errors).isEmpty();
    }

    private static Work work(Error thrown) {
        return () -> {
            throw thrown;
        };
    }

    private BackgroundLoop start(Duration rest, Work work) {
        BackgroundLoop loop = new BackgroundLoop("loop-test", rest, SHORT, work, errors::add);
        loop.start();
        return loop;
    }
}
