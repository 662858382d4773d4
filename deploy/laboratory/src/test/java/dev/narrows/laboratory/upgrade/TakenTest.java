package dev.narrows.laboratory.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TakenTest {

    private final Taken taken = new Taken();

    @Test
    void shouldTellGrowthAfterTheFirstTenth() {
        // when
        for (int upgrade = 0; upgrade < 100; upgrade++) {
            taken.upgrade(
                    TimeUnit.SECONDS.toNanos(upgrade == 7 ? 9 : 2),
                    OptionalLong.of(upgrade < 10 ? upgrade : 50 + upgrade));
        }

        // then
        assertThat(taken.growth()).isEqualTo(147 - 62);
        assertThat(taken.last()).isEqualTo(149);
        assertThat(taken.medianMs()).isEqualTo(2_000);
        assertThat(taken.longestMs()).isEqualTo(9_000);
    }

    @Test
    void shouldNotTellWhatTheSystemDoesNot() {
        // when
        taken.upgrade(1, OptionalLong.empty());

        // then
        assertThat(taken.growth()).isNull();
        assertThat(taken.last()).isNull();
    }
}
