package dev.narrows.laboratory.rollout;

import dev.narrows.laboratory.report.BenchJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link RolloutBench} found.
 *
 * @param alpha that both rates must stay within
 * @param margin that a candidate may be worse by
 * @param runs of each rate
 * @param seed of the draws
 * @param falseRollbacks share of runs that rolled an equally good candidate back
 * @param falsePromotions share of runs that promoted a candidate worse by the margin
 * @param effects how candidates worse or better ended, by what they are
 */
public record RolloutReport(
        double alpha,
        double margin,
        int runs,
        long seed,
        double falseRollbacks,
        double falsePromotions,
        Map<String, Outcomes> effects) {

    /** Copies, in order. */
    public RolloutReport {
        effects = new LinkedHashMap<>(effects);
    }

    /**
     * The figures as a JSON object: {@code {alpha, margin, runs, seed, falseRollbacks, falsePromotions, medianRecords:
     * {effect: records}, effects: {effect: {promoted, rolledBack, medianRows}}}}, records being rows that both encode.
     */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alpha", alpha);
        json.put("margin", margin);
        json.put("runs", runs);
        json.put("seed", seed);
        json.put("falseRollbacks", falseRollbacks);
        json.put("falsePromotions", falsePromotions);
        Map<String, Long> medians = new LinkedHashMap<>();
        effects.forEach((effect, outcomes) -> medians.put(effect, outcomes.medianRows()));
        json.put("medianRecords", medians);
        json.put("effects", effects);
        return BenchJson.write(json);
    }
}
