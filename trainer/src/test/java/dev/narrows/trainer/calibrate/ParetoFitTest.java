package dev.narrows.trainer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoFitTest {

    @ParameterizedTest
    @CsvSource({"-0.4, 3", "-0.1, 1e-6", "0, 2", "0.2, 100", "0.8, 1e7"})
    void shouldFindTheDistributionThatASampleCameFrom(double shape, double scale) {
        // given
        ParetoFit truth = new ParetoFit(shape, scale);
        double[] sample = sample(truth, 20_000);

        // when
        ParetoFit fit = ParetoFit.of(sample);

        // then
        assertThat(fit.shape()).isCloseTo(shape, within(0.03));
        assertThat(fit.scale()).isCloseTo(scale, within(0.04 * scale));
    }

    @ParameterizedTest
    @CsvSource({"-0.3", "0", "1e-12", "0.5"})
    void shouldInvertItself(double shape) {
        // given
        ParetoFit fit = new ParetoFit(shape, 2);

        // when
        double back = fit.exceedance(fit.quantile(1e-4));

        // then
        assertThat(back).isCloseTo(1e-4, within(1e-10));
    }

    @Test
    void shouldFindAMaximumOfTheLikelihood() {
        // given
        double[] sample = sample(new ParetoFit(0.15, 1), 300);

        // when
        ParetoFit fit = ParetoFit.of(sample);

        // then
        double best = likelihood(sample, fit);
        for (double step : new double[] {-0.01, 0.01}) {
            assertThat(likelihood(sample, new ParetoFit(fit.shape() + step, fit.scale())))
                    .isLessThan(best);
            assertThat(likelihood(sample, new ParetoFit(fit.shape(), fit.scale() * (1 + step))))
                    .isLessThan(best);
        }
    }

    @Test
    void shouldTellAGoodFitFromAPoorOne() {
        // given
        double[] good = sample(new ParetoFit(0.1, 1), 1000);
        double[] poor =
                DoubleStream.of(good).map(x -> 1 + Math.sin(3 * x) / 2 + x / 5).toArray();

        // when
        GoodnessOfFit ofGood = GoodnessOfFit.of(good, ParetoFit.of(good), 1);
        GoodnessOfFit ofPoor = GoodnessOfFit.of(poor, ParetoFit.of(poor), 1);

        // then
        assertThat(ofGood.pValue()).isGreaterThan(0.1);
        assertThat(ofGood.andersonDarling()).isLessThan(1);
        assertThat(ofPoor.pValue()).isEqualTo(0.01);
        assertThat(ofPoor.andersonDarling()).isGreaterThan(2);
    }

    private static double[] sample(ParetoFit from, int size) {
        Random random = new Random(11);
        return DoubleStream.generate(() -> from.quantile(1 - random.nextDouble()))
                .limit(size)
                .toArray();
    }

    private static double likelihood(double[] sample, ParetoFit fit) {
        return DoubleStream.of(sample)
                .map(x -> -Math.log(fit.scale()) - (1 / fit.shape() + 1) * Math.log1p(fit.shape() * x / fit.scale()))
                .sum();
    }
}
