package dev.narrows.trainer.codec.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransformCodecTest {

    @Test
    void shouldGiveEachBitToTheLargestErrorLeft() {
        // when / then: 100 -> 25 -> 6.25, then 10, then 6.25 again, then 5
        assertThat(BitAllocation.of(new double[] {100, 10, 5}, 0)).containsExactly(0, 0, 0);
        assertThat(BitAllocation.of(new double[] {100, 10, 5}, 3)).containsExactly(2, 1, 0);
        assertThat(BitAllocation.of(new double[] {100, 10, 5}, 5)).containsExactly(3, 1, 1);
    }

    @Test
    void shouldGiveNoValueMoreThanAByte() {
        // when / then
        assertThat(BitAllocation.of(new double[] {1e30, 1}, 10)).containsExactly(8, 2);
        assertThat(BitAllocation.of(new double[] {1e30, 1}, 100)).containsExactly(8, 8);
        assertThat(BitAllocation.of(new double[] {0, 0}, 9)).containsExactly(8, 1);
    }

    @Test
    void shouldComeCloseToTheBestLevelsOfANormalDistribution() {
        // given: squared errors of the best quantisers with 2, 4 and 8 levels, in units of the variance (Max 1960)
        Random random = new Random(3);
        float[] values = new float[200_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (5 + 2 * random.nextGaussian());
        }

        // when
        double[] errors = IntStream.of(2, 4, 8)
                .mapToDouble(count -> error(Levels.fit(values.clone(), count), values) / 4)
                .toArray();

        // then
        assertThat(errors[0]).isCloseTo(0.3634, within(0.004));
        assertThat(errors[1]).isCloseTo(0.1175, within(0.002));
        assertThat(errors[2]).isCloseTo(0.03454, within(0.001));
    }

    @Test
    void shouldTakeTheNearestLevelAndTheLowerOneInTheMiddle() {
        // given
        Levels levels = Levels.fit(new float[] {0, 4, 0, 4, 10, 10}, 3);

        // when / then
        assertThat(new float[] {levels.level(0), levels.level(1), levels.level(2)})
                .containsExactly(0, 4, 10);
        assertThat(levels.code(-100)).isZero();
        assertThat(levels.code(2)).isZero();
        assertThat(levels.code(2.01f)).isOne();
        assertThat(levels.code(7.01f)).isEqualTo(2);
        assertThat(levels.code(100)).isEqualTo(2);
    }

    private static double error(Levels levels, float[] values) {
        double sum = 0;
        for (float value : values) {
            double difference = value - levels.level(levels.code(value));
            sum += difference * difference;
        }
        return sum / values.length;
    }
}
