package dev.narrows.trainer.detect;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the one-class protocol found, in percent: 50 is chance, 100 is perfect.
 *
 * @param sets figures by name of the data set
 * @param meanAuroc mean over the sets of {@code --score auto}
 * @param meanPlainAuroc mean over the sets of the plain reconstruction error
 */
public record DetectionReport(Map<String, Figures> sets, double meanAuroc, double meanPlainAuroc) {

    /** Sorts the sets by name. */
    public DetectionReport {
        sets = new TreeMap<>(sets);
    }

    /** With the means over those sets, one at least. */
    public static DetectionReport of(Map<String, Figures> sets) {
        return new DetectionReport(
                sets,
                sets.values().stream().mapToDouble(Figures::auroc).average().orElseThrow(),
                sets.values().stream()
                        .mapToDouble(Figures::plainAuroc)
                        .average()
                        .orElseThrow());
    }

    /**
     * Areas under the ROC curve on one set, means over the seeds, in percent.
     *
     * @param auroc of {@code --score auto}
     * @param plainAuroc of the plain reconstruction error of the same networks
     */
    public record Figures(double auroc, double plainAuroc) {}
}
