package dev.narrows.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.TailFit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {

    private static final double START = 0.5;
    private static final double RATE = 0.05;
    private static final double SCALE = 0.2;

    @ParameterizedTest
    @ValueSource(doubles = {-0.4, -1e-12, 0, 1e-300, 1e-17, 1e-9, 0.3, 1.5})
    void shouldBeTheRateAtTheStartOfTheTail(double shape) {
        assertThat(Tail.pValue(fit(shape), START)).isCloseTo(RATE, Percentage.withPercentage(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.9", "0.3, 25", "-0.4, 0.8", "1.0, 3.5"})
    void shouldFollowTheGeneralisedParetoFormula(double shape, double error) {
        // given
        double expected = RATE * Math.pow(1 + shape * (error - START) / SCALE, -1 / shape);

        // when
        double p = Tail.pValue(fit(shape), error);

        // then
        assertThat(p).isCloseTo(expected, Percentage.withPercentage(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-320, -1e-320, 1e-100, -1e-100, 1e-17, -1e-17, 1e-12, -1e-12})
    void shouldBeExponentialNearShapeZero(double shape) {
        // given
        double error = START + 30 * SCALE;

        // when
        double p = Tail.pValue(fit(shape), error);

        // then
        assertThat(p).isCloseTo(RATE * Math.exp(-30), Percentage.withPercentage(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 1.5, 1e9, Double.POSITIVE_INFINITY})
    void shouldBeImpossibleFromTheEndPointOfAShortTailOn(double error) {
        // given
        TailFit fit = fit(-0.4);

        // when
        double p = Tail.pValue(fit, error);

        // then
        assertThat(p).isZero();
        assertThat(Tail.score(fit, error)).isEqualTo(Tail.MAX_SCORE);
    }

    @Test
    void shouldKeepTheScoreWhereThePValueIsTooSmallForADouble() {
        // given
        TailFit fit = new TailFit(0.0, 1.0, 0.0, 1.0, 10, "gpd");

        // when
        double score = Tail.score(fit, 690);

        // then
        assertThat(score).isCloseTo(690 / Math.log(10), within(1e-9));
        assertThat(Tail.score(fit, 1e9)).isEqualTo(Tail.MAX_SCORE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.4, 0, 0.3})
    void shouldFallFromOneAtErrorZeroWithoutAJump(double shape) {
        // given
        TailFit fit = fit(shape);
        double before = 1 + 1e-12;

        // then
        assertThat(Tail.pValue(fit, 0)).isEqualTo(1);
        for (double error = 0; error < 1.2; error += 0.001) {
            double p = Tail.pValue(fit, error);
            assertThat(p).isBetween(0.0, before);
            assertThat(before - p).isLessThan(0.02);
            before = p;
        }
    }

    @Test
    void shouldScoreZeroWhereNothingIsKnownBelowTheStart() {
        // given
        TailFit fit = new TailFit(0.0, 0.1, 0.0, 1.0, 10, "gpd");

        // then
        assertThat(Tail.pValue(fit, -1)).isEqualTo(1);
        assertThat(Tail.score(fit, -1)).isEqualTo(0.0);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.4, 1e-3",
        "-0.4, 1e-9",
        "0, 1e-3",
        "0, 1e-200",
        "1e-14, 1e-6",
        "0.3, 1e-3",
        "0.3, 1e-12",
        "0.3, 0.05",
        "0.3, 0.2",
        "0, 0.9",
        "0, 1"
    })
    void shouldFindTheErrorOfARate(double shape, double rate) {
        // given
        TailFit fit = fit(shape);

        // when
        double error = Tail.errorAt(fit, rate);

        // then
        assertThat(Tail.pValue(fit, error)).isCloseTo(rate, Percentage.withPercentage(1e-6));
    }

    @Test
    void shouldRefuseAnErrorThatIsNoNumber() {
        assertThatThrownBy(() -> Tail.score(fit(0), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error: NaN (expected: a number)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void shouldRefuseRatesThatAreNone(double rate) {
        assertThatThrownBy(() -> Tail.errorAt(fit(0), rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate: " + rate + " (expected: above 0, at most 1)");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 0.1, 0, 1, tail.start",
        "0, 0, 0, 1, tail.rate",
        "0, 1.5, 0, 1, tail.rate",
        "0, 0.1, NaN, 1, tail.shape",
        "0, 0.1, 0, 0, tail.scale",
        "0, 0.1, 0, Infinity, tail.scale"
    })
    void shouldRefuseFitsThatCannotBeComputedWith(double start, double rate, double shape, double scale, String field) {
        assertThatThrownBy(() -> Tail.requireValid(new TailFit(start, rate, shape, scale, 5, "gpd")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + ": ");
    }

    private static TailFit fit(double shape) {
        return new TailFit(START, RATE, shape, SCALE, 100, "gpd");
    }
}
