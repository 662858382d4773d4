package dev.narrows.trainer.calibrate;

import java.util.Arrays;
import java.util.Random;

/**
 * How well a generalised Pareto distribution fits excesses: the statistic of Anderson and Darling (1952), which looks
 * hardest at the tails,
 *
 * <pre>
 *   A2 = -n - 1/n sum_i (2i - 1) (log F(x_i) + log(1 - F(x_{n+1-i})))          x rising
 * </pre>
 *
 * and how often samples of the fitted distribution, fitted in their turn, come out worse (parametric bootstrap, because
 * the statistic's distribution depends on the shape: Choulakian and Stephens 2001). Sampling ends as soon as
 * {@value #ENOUGH} were worse, and the p-value is then their share (Besag and Clifford 1991): most good fits need twenty.
 *
 * @param andersonDarling A2, 0 or more; about 0.3 is usual, above 1 to 1.5 is a poor fit
 * @param pValue share of samples that are worse, 0 to 1; small is a poor fit
 */
public record GoodnessOfFit(double andersonDarling, double pValue) {

    private static final int SAMPLES = 99;
    private static final int ENOUGH = 12;

    // No sample of any generalised Pareto distribution comes near it.
    private static final double HOPELESS = 10;
    private static final double LEAST = 1e-300;

    static GoodnessOfFit of(double[] excesses, ParetoFit fit, long seed) {
        double statistic = statistic(excesses, fit);
        if (statistic > HOPELESS) {
            return new GoodnessOfFit(statistic, 1.0 / (SAMPLES + 1));
        }
        Random random = new Random(seed);
        double[] sample = new double[excesses.length];
        int worse = 0;
        for (int i = 1; i <= SAMPLES; i++) {
            Arrays.setAll(sample, j -> fit.quantile(1 - random.nextDouble()));
            if (statistic(sample, ParetoFit.of(sample)) >= statistic && ++worse == ENOUGH) {
                return new GoodnessOfFit(statistic, (double) worse / i);
            }
        }
        return new GoodnessOfFit(statistic, (worse + 1.0) / (SAMPLES + 1));
    }

    private static double statistic(double[] excesses, ParetoFit fit) {
        double[] above = Arrays.stream(excesses).map(fit::exceedance).sorted().toArray();
        int n = above.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double belowLog = Math.log(Math.max(LEAST, 1 - above[n - 1 - i]));
            double aboveLog = Math.log(Math.max(LEAST, above[i]));
            sum += (2 * i + 1) * (belowLog + aboveLog);
        }
        return -n - sum / n;
    }
}
