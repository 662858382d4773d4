package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {

    @Test
    void shouldLetNobodyPassBeforeAllHaveCome() {
        // given
        int rounds = 2_000;
        AtomicIntegerArray done = new AtomicIntegerArray(3);
        AtomicIntegerArray behind = new AtomicIntegerArray(1);

        // when
        try (Crew crew = new Crew(3)) {
            crew.run(index -> {
                for (int round = 1; round <= rounds; round++) {
                    done.set(index, round);
                    crew.meet();
                    for (int other = 0; other < 3; other++) {
                        behind.addAndGet(0, done.get(other) < round ? 1 : 0);
                    }
                    crew.meet();
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
        try (Crew crew = new Crew(3)) {

            // when / then
            assertThatThrownBy(() -> crew.run(index -> {
                        if (index == 1) {
                            throw new IllegalArgumentException("broken");
                        }
                        crew.meet();
                    }))
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void shouldWorkAgainAfterAFailure() {
        // given
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        try (Crew crew = new Crew(2)) {
            assertThatThrownBy(() -> crew.run(index -> {
                        if (index == 0) {
                            throw new IllegalStateException("broken");
                        }
                        crew.meet();
                    }))
                    .hasMessage("broken");

            // when
            crew.run(index -> {
                crew.meet();
                done.incrementAndGet(index);
            });
        }

        // then
        assertThat(done.get(0) + done.get(1)).isEqualTo(2);
    }
}
