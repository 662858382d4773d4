package dev.narrows.trainer.report;

import dev.narrows.trainer.judge.Judgement;
import dev.narrows.trainer.judge.Scores;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How many rows have which score, in bins that are equally wide on a logarithmic axis. What is not above the smallest edge
 * counts in the first bin, what is above the largest or no number in the last.
 *
 * @param edges of the bins, rising, one more than bins
 * @param normal normal rows a bin
 * @param anomalous anomalous rows a bin; empty where there are none
 * @param threshold score above which a row is anomalous
 */
record ScoreHistogram(List<Double> edges, List<Integer> normal, List<Integer> anomalous, double threshold) {

    private static final int BINS = 60;
    private static final double WIDEST = 1e6;

    static ScoreHistogram of(Judgement judgement) {
        return of(
                judgement.normal().values(),
                judgement.anomalous().map(Scores::values).orElse(new float[0]),
                judgement.manifest().getThreshold());
    }

    /** Of those scores, [rows] each; there may be no anomalous ones. */
    static ScoreHistogram of(float[] normal, float[] anomalous, double threshold) {
        double high = positive(threshold, normal, anomalous).max().orElse(1);
        double low = Math.max(positive(threshold, normal, anomalous).min().orElse(high), high / WIDEST);
        double step = Math.log(Math.max(high / low, 1 + 1e-6)) / BINS;
        List<Double> edges = IntStream.rangeClosed(0, BINS)
                .mapToObj(i -> low * Math.exp(i * step))
                .collect(Collectors.toList());
        return new ScoreHistogram(
                edges,
                counts(normal, low, step),
                anomalous.length == 0 ? List.of() : counts(anomalous, low, step),
                threshold);
    }

    private static DoubleStream positive(double threshold, float[] normal, float[] anomalous) {
        return DoubleStream.concat(DoubleStream.of(threshold), DoubleStream.concat(doubles(normal), doubles(anomalous)))
                .filter(score -> score > 0 && score <= Float.MAX_VALUE);
    }

    private static DoubleStream doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    private static List<Integer> counts(float[] scores, double low, double step) {
        int[] counts = new int[BINS];
        for (float score : scores) {
            double bin = Float.isNaN(score) ? BINS : Math.log(score / low) / step;
            counts[(int) Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        return IntStream.of(counts).boxed().collect(Collectors.toList());
    }
}
