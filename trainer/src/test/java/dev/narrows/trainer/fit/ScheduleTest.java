package dev.narrows.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void shouldRiseShortlyAndFallAlongACosine() {
        // given
        Schedule cosine = Schedule.of(Schedule.Kind.COSINE);

        // when / then
        assertThat(cosine.share(0)).isCloseTo(0.1, within(1e-9));
        assertThat(cosine.share(0.02)).isCloseTo(0.999, within(1e-3));
        assertThat(cosine.share(0.5)).isCloseTo(0.5, within(1e-9));
        assertThat(cosine.share(1)).isEqualTo(1e-3);
    }

    @Test
    void shouldHalveOnAPlateau() {
        // given
        Schedule plateau = Schedule.of(Schedule.Kind.PLATEAU);

        // when: better once, then four epochs that are not
        plateau.validated(1);
        plateau.validated(0.9);
        for (int i = 0; i < 4; i++) {
            plateau.validated(0.9);
        }

        // then
        assertThat(plateau.share(0.3)).isEqualTo(0.5);
    }

    @Test
    void shouldStayAsItIsWhileItGetsBetter() {
        // given
        Schedule plateau = Schedule.of(Schedule.Kind.PLATEAU);

        // when
        for (int i = 0; i < 100; i++) {
            plateau.validated(Math.pow(0.98, i));
        }

        // then
        assertThat(plateau.share(0.9)).isEqualTo(1);
    }
}
