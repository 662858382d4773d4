package dev.narrows.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.model.Tail;
import java.util.Arrays;
import java.util.Random;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    /** Distributions that errors may have. */
    enum Shape {
        EXPONENTIAL,
        HEAVY,
        BOUNDED,
        CHI_SQUARE,
        LOG_NORMAL;

        /** The value that a share of them lies above. */
        double above(double share) {
            return switch (this) {
                case EXPONENTIAL -> -Math.log(share);
                case HEAVY -> Math.pow(share, -0.25);
                case BOUNDED -> 1 - Math.pow(share, 0.4);
                case CHI_SQUARE -> 3 - 2 * Math.log(share);
                case LOG_NORMAL -> Math.exp(0.5 * new NormalDistribution().inverseCumulativeProbability(1 - share));
            };
        }

        float[] sample(int size, long seed) {
            Random random = new Random(seed);
            float[] errors = new float[size];
            for (int i = 0; i < size; i++) {
                errors[i] = (float) above(1 - random.nextDouble());
            }
            return errors;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindTheErrorThatOneInAThousandExceeds(Shape shape) {
        // given
        float[] errors = shape.sample(10_000, 5);
        double exact = shape.above(1e-3);

        // when
        Calibration calibration = Calibration.of(errors, CalibrationSettings.forRate(1e-3));

        // then
        assertThat(calibration.tail().getMethod()).hasToString("gpd");
        assertThat(calibration.threshold()).isEqualTo(Tail.errorAt(calibration.tail(), 1e-3));
        assertThat(calibration.threshold()).isCloseTo(exact, within(0.12 * exact));
        assertThat(calibration.warnings()).isEmpty();
    }

    @Test
    void shouldPromiseRatesThatAreRarerThanItsErrors() {
        // given
        float[] errors = Shape.EXPONENTIAL.sample(5_000, 3);

        // when
        Calibration calibration = Calibration.of(errors, CalibrationSettings.forRate(1e-5));

        // then
        assertThat(calibration.threshold()).isCloseTo(-Math.log(1e-5), within(1.5));
    }

    @Test
    void shouldNotTakeAStartWhereTheTailHasNotBegun() {
        // given: two kinds of rows; the upper kind, 4 % of all, is the tail
        float[] errors = Shape.EXPONENTIAL.sample(20_000, 9);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = i % 25 == 0 ? 10 + errors[i] : errors[i] / 10;
        }

        // when
        Calibration calibration = Calibration.of(errors, CalibrationSettings.forRate(1e-3));

        // then
        assertThat(calibration.tail().getRate()).isLessThanOrEqualTo(0.04);
        assertThat(calibration.threshold()).isCloseTo(10 - Math.log(1e-3 / 0.04), within(0.6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldKeepTheRateWhereTheTailEndsBeforeIt(long seed) {
        // given: as heavy as 1/u, but nothing is above 400 to 440; a tail that passes the test of fit lies above 440
        Random random = new Random(seed);
        float[] errors = new float[8_000];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = (float) Math.min(1 / (1 - random.nextDouble()), 400 + 40 * random.nextDouble());
        }

        // when
        double threshold =
                Calibration.of(errors, CalibrationSettings.forRate(1e-3)).threshold();

        // then
        assertThat(RealisedRate.of(errors, threshold, 1e-3).isKept()).isTrue();
    }

    @Test
    void shouldFallBackToTheQuantileWhereNoTailKeepsTheRate() {
        // given: 20 of 8,000 far above the others, where 8 may be
        float[] errors = Shape.EXPONENTIAL.sample(8_000, 2);
        for (int i = 0; i < errors.length; i += 400) {
            errors[i] = 20 + i / 8_000f;
        }

        // when
        Calibration calibration = Calibration.of(errors, CalibrationSettings.forRate(1e-3));

        // then
        assertThat(calibration.tail().getMethod()).hasToString("empirical");
        assertThat(RealisedRate.of(errors, calibration.threshold(), 1e-3).alerts())
                .isBetween(7, 8);
        assertThat(calibration.warnings()).singleElement().asString().contains("that keeps a rate of 0.001");
    }

    @Test
    void shouldFallBackToTheQuantileWhereThereIsTooLittleData() {
        // given
        float[] errors = Shape.EXPONENTIAL.sample(100, 5);

        // when
        Calibration calibration = Calibration.of(errors, CalibrationSettings.forRate(0.02));

        // then
        assertThat(calibration.tail().getMethod()).hasToString("empirical");
        assertThat(RealisedRate.of(errors, calibration.threshold() * 1.0001, 0.02)
                        .alerts())
                .isEqualTo(2);
        assertThat(calibration.warnings()).singleElement().asString().contains("empirical quantile of 100 errors");
        assertThat(calibration.goodness()).isEmpty();
    }

    @Test
    void shouldGiveAThresholdForAnyNumberOfErrors() {
        for (int n : new int[] {1, 2, 3, 29, 149, 151}) {
            for (double rate : new double[] {1e-6, 1e-3, 0.1, 0.5, 0.999}) {
                Calibration calibration = Calibration.of(Shape.HEAVY.sample(n, n), CalibrationSettings.forRate(rate));

                assertThat(calibration.threshold()).isFinite();
                Tail.requireValid(calibration.tail());
            }
        }
    }

    @Test
    void shouldNotCallATinyChangeOfAConstantStreamTheRarestEvent() {
        // given
        float[] errors = new float[1000];
        Arrays.fill(errors, 0.5f);

        // when
        Calibration calibration = Calibration.of(errors, CalibrationSettings.forRate(1e-3));

        // then
        assertThat(calibration.threshold()).isCloseTo(0.5, within(1e-3));
        assertThat(Tail.score(calibration.tail(), 0.5 + 1e-7)).isLessThan(1);
        assertThat(Tail.score(calibration.tail(), 0.6)).isGreaterThan(10);
    }

    @Test
    void shouldMeasureChangesOfAStreamWithoutErrorByTheSmallestThatMeansSomething() {
        // given
        CalibrationSettings settings = new CalibrationSettings(1e-3, 1e-6, 1);

        // when
        Calibration calibration = Calibration.of(new float[1000], settings);

        // then
        assertThat(Tail.score(calibration.tail(), 1e-7)).isLessThan(1);
        assertThat(calibration.threshold()).isBetween(1e-6, 1e-5);
    }

    @Test
    void shouldRefuseWhatIsNoError() {
        assertThatThrownBy(() -> Calibration.of(new float[0], CalibrationSettings.forRate(0.1)))
                .hasMessageStartingWith("errors: 0");
        assertThatThrownBy(() -> Calibration.of(new float[] {1, Float.NaN}, CalibrationSettings.forRate(0.1)))
                .hasMessageStartingWith("errors[1]: NaN");
        assertThatThrownBy(() -> CalibrationSettings.forRate(0)).hasMessageStartingWith("alertRate: 0.0");
    }
}
