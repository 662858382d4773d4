package dev.narrows.trainer.judge;

import dev.narrows.trainer.calibrate.RealisedRate;

/**
 * How well a model tells anomalous rows from normal ones: by the order of its scores, and at its threshold.
 *
 * @param ranking what the order of the scores gives
 * @param alarms how many normal rows exceeded the threshold, beside the rate that it promises
 * @param anomalous rows, one at least
 * @param found anomalous rows above the threshold
 */
public record Detection(Ranking ranking, RealisedRate alarms, int anomalous, int found) {

    /**
     * Measures.
     *
     * @param normal scores of normal rows that the threshold was not learned from, one at least
     * @param anomalous scores of anomalous rows, one at least
     * @param alertRate what the threshold promises
     */
    public static Detection of(float[] normal, float[] anomalous, double threshold, double alertRate) {
        RealisedRate alarms = RealisedRate.of(normal, threshold, alertRate);
        int found = RealisedRate.of(anomalous, threshold, alertRate).alerts();
        return new Detection(Ranking.of(normal, anomalous), alarms, anomalous.length, found);
    }

    /** Share of anomalous rows that alerted. */
    public double recall() {
        return (double) found / anomalous;
    }

    /** Share of alerts that are anomalous rows; 0 where nothing alerted. */
    public double precision() {
        return found == 0 ? 0 : (double) found / (found + alarms.alerts());
    }

    /** Harmonic mean of precision and recall, 0 to 1; 0 where no anomalous row was found. */
    public double f1() {
        return 2.0 * found / (anomalous + found + alarms.alerts());
    }
}
