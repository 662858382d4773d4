package dev.narrows.stream.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventCountsTest {

    /** The right values are those of Python's lgamma. */
    @ParameterizedTest
    @CsvSource({"30, 40, 1, 3.454324362841798", "300, 400, 1.5, 17.17996376782152", "9, 10, 1, 2.230991439807034"})
    void shouldBeTheMixturesRatioToTheMostThatIsAllowed(long x, long n, double ratio, double expected) {
        // when
        double logE = new EventCounts(x, n).logE(ratio);

        // then
        assertThat(logE).isCloseTo(expected, within(1e-9));
    }

    @Test
    void shouldSayNothingWhileTheCandidateHasNoMoreThanItsShare() {
        assertThat(new EventCounts(0, 1_000_000).logE(1)).isZero();
        assertThat(new EventCounts(0, 0).logE(1)).isZero();
        assertThat(new EventCounts(600, 1000).logE(1.5)).isZero();
    }

    @Test
    void shouldBeFiniteForABillionEvents() {
        assertThat(new EventCounts(900_000_000, 1_000_000_000L).logE(1)).isBetween(3.6e8, 3.7e8);
    }

    @Test
    void shouldRefuseMoreEventsOfTheCandidateThanInAll() {
        assertThatThrownBy(() -> new EventCounts(3, 2)).hasMessage("x: 3 (expected: 0 to 2)");
    }
}
