package dev.narrows.stream.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Looks after each row or event, a few hundred times over, and counts how often it is led astray. */
class ErrorRatesTest {

    private static final int RUNS = 400;
    private static final double ALPHA = 0.05;
    /** Of 400 runs at a rate of 0.05 or less, more than 34 are seen with probability below 0.001. */
    private static final int MOST = 34;

    @Test
    void shouldSeldomFindAMeanThatIsNotThereHoweverOftenItLooks() {
        // given
        Bets bets = Bets.below(0);

        // when
        int astray = runs(random -> everWon(bets, ALPHA, 1500, () -> (float) skewed(random)));

        // then
        assertThat(astray).isLessThanOrEqualTo(MOST);
    }

    @Test
    void shouldFindAMeanThatIsThere() {
        // given
        Bets bets = Bets.below(0);

        // when
        int found = runs(random -> everWon(bets, ALPHA, 1500, () -> (float) skewed(random) - 0.05f));

        // then
        assertThat(found).isGreaterThan(RUNS * 9 / 10);
    }

    @Test
    void shouldSeldomAccuseACandidateThatAlertsAsOftenAsItMay() {
        assertThat(runs(random -> everAccused(random, 0.6))).isLessThanOrEqualTo(MOST);
        assertThat(runs(random -> everAccused(random, 0.5))).isLessThanOrEqualTo(MOST);
    }

    @Test
    void shouldAccuseACandidateThatAlertsTooOften() {
        assertThat(runs(random -> everAccused(random, 0.75))).isGreaterThan(RUNS * 9 / 10);
    }

    /** Of mean 0, far from symmetric: 0.1 four times of five, -0.4 otherwise. */
    private static double skewed(Random random) {
        return random.nextInt(5) < 4 ? 0.1 : -0.4;
    }

    private static boolean everWon(Bets bets, double alpha, int rows, Supplier<Float> differences) {
        PairedSums sums = PairedSums.NONE;
        for (int i = 0; i < rows; i++) {
            sums = sums.plus(List.of(differences.get()));
            if (bets.logE(sums) >= -Math.log(alpha)) {
                return true;
            }
        }
        return false;
    }

    private static boolean everAccused(Random random, double share) {
        EventCounts counts = EventCounts.NONE;
        for (int i = 0; i < 1000; i++) {
            boolean candidates = random.nextDouble() < share;
            counts = counts.plus(candidates ? 1 : 0, candidates ? 0 : 1);
            if (counts.logE(1.5) >= -Math.log(ALPHA)) {
                return true;
            }
        }
        return false;
    }

    private static int runs(Predicate<Random> run) {
        int hits = 0;
        for (int i = 0; i < RUNS; i++) {
            hits += run.test(new Random(i)) ? 1 : 0;
        }
        return hits;
    }
}
