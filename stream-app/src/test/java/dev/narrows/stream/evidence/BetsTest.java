package dev.narrows.stream.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The right values are those of the formula written down in Python, on the differences themselves. */
class BetsTest {

    private static final PairedSums MIXED = PairedSums.NONE.plus(Reports.repeat(50, 0.5f, -0.25f, 0.5f, 0.1f));

    @Test
    void shouldGrowWithTheMeanOfItsSide() {
        assertThat(Bets.above(0).logE(PairedSums.NONE.plus(Reports.repeat(10, 0.5f))))
                .isCloseTo(1.6346022520456578, within(1e-6));
        assertThat(Bets.above(0.05).logE(MIXED)).isCloseTo(17.038058064233734, within(1e-4));
        assertThat(Bets.below(0).logE(PairedSums.NONE.plus(Reports.repeat(40, -0.3f))))
                .isCloseTo(6.816351346167979, within(1e-4));
    }

    @Test
    void shouldShrinkWhereTheMeanIsOnTheOtherSide() {
        assertThat(Bets.below(0).logE(MIXED)).isNegative();
        assertThat(Bets.below(0).needed(MIXED, 3)).isEmpty();
    }

    @Test
    void shouldTellHowManyPairsMoreAreEnough() {
        // given
        PairedSums few = PairedSums.NONE.plus(Reports.repeat(10, 0.5f));

        // when
        int needed = Math.toIntExact(Bets.above(0).needed(few, 4).orElseThrow());

        // then
        assertThat(Bets.above(0).logE(few.plus(Reports.repeat(needed, 0.5f)))).isGreaterThanOrEqualTo(4);
        assertThat(Bets.above(0).logE(few.plus(Reports.repeat(needed - 1, 0.5f))))
                .isLessThan(4);
    }

    @Test
    void shouldBoundTheMeanOnBothSides() {
        // when
        Bets.Limits limits = Bets.limits(MIXED, 0.05);

        // then
        assertThat(limits.low()).isCloseTo(0.13565200803911928, within(1e-5));
        assertThat(limits.high()).isCloseTo(0.2833493469568882, within(1e-5));
    }

    @Test
    void shouldKnowNothingOfTheMeanBeforeTheFirstPair() {
        assertThat(Bets.limits(PairedSums.NONE, 0.05).low()).isCloseTo(-1, within(1e-9));
        assertThat(Bets.limits(PairedSums.NONE, 0.05).high()).isCloseTo(1, within(1e-9));
    }

    /** Differences between the grid's points count less than they would, never more, and hardly less. */
    @Test
    void shouldUnderstateDifferencesBetweenPointsAndHardlySo() {
        // given
        Random random = new Random(7);
        List<Float> differences = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            differences.add((float) Math.max(-1, Math.min(1, 0.05 + 0.2 * random.nextGaussian())));
        }

        // when
        double onGrid = Bets.above(0).logE(PairedSums.NONE.plus(differences));

        // then
        double exact = exact(differences);
        assertThat(onGrid).isLessThanOrEqualTo(exact).isCloseTo(exact, within(0.002 * exact));
    }

    private static double exact(List<Float> differences) {
        double sum = 0;
        for (int k = 0; k < 17; k++) {
            double capital = 1;
            for (float d : differences) {
                capital *= 1 + 0.9 * Math.pow(2, -k / 2.0) * d;
            }
            sum += capital / 17;
        }
        return Math.log(sum);
    }
}
