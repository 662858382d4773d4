package dev.narrows.stream.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StabilityTest {

    private static final double[] SHARES = {0.25, 0.25, 0.25, 0.25};

    /** With half a row in each bin: (0.400.. - 0.25) ln(0.4../0.25) and so on, summed in Python. */
    @Test
    void shouldBeTheIndexWithTheLimitOfItsRows() {
        // when
        Stability stability = Stability.of(new long[] {400, 300, 200, 100}, SHARES, 1000, 0.001);

        // then
        assertThat(stability.value()).isCloseTo(0.22716075969, within(1e-6));
        // (1/1000 + 1/1000) times the 0.999 quantile of chi-squared with 3 degrees of freedom, 16.266236
        assertThat(stability.limit()).isCloseTo(0.032532472, within(1e-6));
        assertThat(stability.isDrift()).isTrue();
    }

    @Test
    void shouldJoinBinsThatFewRowsAreExpectedIn() {
        // when
        Stability joined =
                Stability.of(new long[] {500, 490, 3, 7}, new double[] {0.5, 0.49, 0.005, 0.005}, 1000, 0.001);
        Stability two = Stability.of(new long[] {500, 500}, new double[] {0.5, 0.5}, 1000, 0.001);

        // then
        assertThat(joined).isEqualTo(two);
        assertThat(joined.isDrift()).isFalse();
    }

    @Test
    void shouldSayNothingOfOneBin() {
        assertThat(Stability.of(new long[] {10, 0}, new double[] {1, 0}, 10, 0.01)
                        .isDrift())
                .isFalse();
    }

    @Test
    void shouldMeasureTheLargestDistanceOfSums() {
        // when
        Distance distance = Distance.of(new long[] {400, 300, 200, 100}, SHARES, 1000, 0.001);

        // then
        assertThat(distance.value()).isCloseTo(0.2, within(1e-12));
        assertThat(distance.limit()).isCloseTo(Math.sqrt(-Math.log(0.0005) / 2 * 0.002), within(1e-12));
        assertThat(distance.isDrift()).isTrue();
    }
}
