package dev.narrows.trainer.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KneeTest {

    @Test
    void shouldFindWhereMoreBytesBringLittle() {
        // given: falls steeply to 16 bytes and hardly after
        List<RatePoint> curve = List.of(point(8, 1.0), point(16, 0.2), point(32, 0.15), point(64, 0.1));

        // when / then
        assertThat(Knee.of(curve)).contains(point(16, 0.2));
    }

    @Test
    void shouldFindNoneOnAStraightLineOrWithTwoSizes() {
        assertThat(Knee.of(List.of(point(1, 3), point(2, 2), point(3, 1)))).isEmpty();
        assertThat(Knee.of(List.of(point(1, 3), point(2, 0)))).isEmpty();
        assertThat(Knee.of(List.of(point(1, 3), point(2, 3), point(3, 3)))).isEmpty();
    }

    private static RatePoint point(int bytes, double mse) {
        return new RatePoint("dense", bytes, bytes, mse);
    }
}
