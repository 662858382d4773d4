package dev.narrows.stream.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.narrows.stream.route.BatchTally;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private long now = 10_000_400;
    private final History history = new History(() -> Instant.ofEpochMilli(now));

    @Test
    void shouldKeepSecondsApartAndPutBatchesOfOneTogether() {
        // when
        history.add(new BatchTally(), 5);
        now += 500;
        history.add(new BatchTally(), 5);
        now += 5_000;
        history.add(new BatchTally(), 5);

        // then
        assertThat(history.seconds()).extracting(History.Second::t).containsExactly(10_000_000L, 10_005_000L);
    }

    @Test
    void shouldKeepAnHour() {
        // when
        for (int second = 0; second < 4_000; second++) {
            history.add(new BatchTally(), 5);
            now += 1_000;
        }

        // then
        assertThat(history.seconds()).hasSize(3_600);
    }
}
