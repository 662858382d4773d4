package dev.narrows.stream.drift;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.Drift;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.Baselines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Compares what quality reports tell of one version with its baseline, a window at a time.
 *
 * <table>
 * <caption>Kinds of drift</caption>
 * <tr><th>kind</th><th>of</th><th>by</th></tr>
 * <tr><td>level</td><td>a feature's mean</td><td>|mean - baseline's| in spreads, above z sqrt(1/n + 1/m)</td></tr>
 * <tr><td>errors</td><td>all errors</td><td>{@link Stability} and {@link Distance}</td></tr>
 * <tr><td>code</td><td>a code byte, which may drift without the error</td><td>{@link Stability}</td></tr>
 * </table>
 *
 * <p>Each of the tests of a window, two of the errors, one for each code byte and feature, has an equal part of the chance
 * that the settings give the window. What that promises is a run time, one false drift in so many days, where rows are
 * independent. Rows that depend on each other (a slow swing of a machine) are real changes of the window, and are told as
 * drift. The smallest effect that is told is the limit itself: it shrinks with the rows of a window, but never below what
 * the baseline's own rows leave open. The spread of a feature is the larger of the training's and the window's, so that rare
 * values do not pass for a shift, and a feature that never changed in training has no level.
 *
 * <p>A drift that lasts is told in each window. For one thread.
 */
public final class DriftDetector {

    /** Most features that one window tells. */
    static final int MOST_LEVELS = 10;

    private final ModelManifest manifest;
    private final Baseline baseline;
    private final DriftSettings settings;
    private LiveWindow window;

    /**
     * @param manifest of the version
     * @param baseline the manifest's
     */
    public DriftDetector(ModelManifest manifest, Baseline baseline, DriftSettings settings) {
        this.manifest = manifest;
        this.baseline = baseline;
        this.settings = settings;
        this.window = new LiveWindow(baseline);
    }

    /**
     * Takes in a report of the version.
     *
     * @return what the window that was over before it shows, the strongest first; empty where that is nothing, or it is
     *     not over
     */
    public List<Drift> see(QualityReport report) {
        List<Drift> found = List.of();
        if (window.isOverAt(report, settings)) {
            found = judge();
            window = new LiveWindow(baseline);
        }
        window.add(report);
        return found;
    }

    private List<Drift> judge() {
        double chance = settings.shareOf(2 + manifest.getCodeBytes() + manifest.getInputDim());
        List<Drift> found = new ArrayList<>(levels(chance));
        found.addAll(errors(chance));
        found.addAll(codes(chance));
        return found.stream().sorted(strongestFirst()).toList();
    }

    private static Comparator<Drift> strongestFirst() {
        return Comparator.comparingDouble(drift -> -drift.getStatistic() / drift.getLimit());
    }

    private List<Drift> levels(double chance) {
        double z = new NormalDistribution().inverseCumulativeProbability(1 - chance / 2);
        double limit = z * Math.sqrt(1.0 / window.sampled + 1.0 / baseline.getFeatureRows());
        List<Drift> found = new ArrayList<>();
        for (int j = 0; j < manifest.getInputDim(); j++) {
            double trained = baseline.getFeatureSpreads().get(j);
            double spread = Math.max(trained, window.spread(j));
            double shift = (window.mean(j) - baseline.getFeatureMeans().get(j)) / spread;
            if (trained > 0 && Math.abs(shift) > limit) {
                found.add(new Drift("level", j, name(j), Math.abs(shift), limit, window.sampled));
            }
        }
        return found.stream().sorted(strongestFirst()).limit(MOST_LEVELS).toList();
    }

    private List<Drift> errors(double chance) {
        double[] shares = baseline.getErrorShares().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        long rows = Arrays.stream(window.errors).sum();
        if (rows < settings.leastRows()) {
            return List.of();
        }
        Stability stability = Stability.of(window.errors, shares, baseline.getRows(), chance);
        if (stability.isDrift()) {
            return List.of(new Drift("errors", -1, "", stability.value(), stability.limit(), rows));
        }
        Distance distance = Distance.of(window.errors, shares, baseline.getRows(), chance);
        return distance.isDrift()
                ? List.of(new Drift("errors", -1, "", distance.value(), distance.limit(), rows))
                : List.of();
    }

    /** The code byte that has changed most, because one change of the data moves many. */
    private List<Drift> codes(double chance) {
        List<Drift> found = new ArrayList<>();
        for (int i = 0; i < manifest.getCodeBytes(); i++) {
            int from = i * Baselines.CODE_BINS;
            double[] shares = new double[Baselines.CODE_BINS];
            for (int bin = 0; bin < shares.length; bin++) {
                shares[bin] = baseline.getCodeShares().get(from + bin);
            }
            long[] live = Arrays.copyOfRange(window.codes, from, from + Baselines.CODE_BINS);
            Stability stability = Stability.of(live, shares, baseline.getRows(), chance);
            if (stability.isDrift()) {
                found.add(new Drift("code", i, "", stability.value(), stability.limit(), window.sampled));
            }
        }
        return found.stream().sorted(strongestFirst()).limit(1).toList();
    }

    private String name(int feature) {
        List<String> names = manifest.getFeatureNames();
        return names.isEmpty() ? "" : names.get(feature);
    }
}
