package dev.narrows.stream.page;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.stream.config.RolloutSettings;
import dev.narrows.stream.evidence.Comparison;
import dev.narrows.stream.evidence.EvidenceSettings;
import dev.narrows.stream.evidence.Guards;
import dev.narrows.stream.evidence.Verdict;
import dev.narrows.stream.reported.ErrorCounts.Histogram;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a trial and of the versions in it, for people to see. Stateless. */
final class TrialView {

    private TrialView() {}

    /**
     * What the evidence that is written comes to, by the settings of this instance; empty where nothing is on trial, and where
     * the evidence is of another form, as that of a model which services of another build decide about.
     */
    static Optional<Map<String, @Nullable Object>> of(Rollout rollout, RolloutSettings settings) {
        if (rollout.getCandidateVersion() == null) {
            return Optional.empty();
        }
        Guards guards;
        try {
            guards = Guards.of(EvidenceSettings.of(settings.alpha(), settings.margin()), rollout.getEvidence());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Verdict verdict = guards.verdict();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("standing", guards.standing().name());
        view.put("reason", verdict.reason());
        view.put(
                "rowsNeeded",
                verdict instanceof Verdict.Wait wait && wait.pairsNeeded().isPresent()
                        ? wait.pairsNeeded().getAsLong()
                        : null);
        view.put("stageRows", rollout.getStagePairs());
        view.put("stageRowsNeeded", Math.max(0, settings.stageRows() - rollout.getStagePairs()));
        view.put("sampleShare", settings.sampleShare());
        view.put("comparison", guards.comparison().map(TrialView::comparison).orElse(null));
        return Optional.of(view);
    }

    private static Map<String, Object> comparison(Comparison comparison) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("rows", comparison.pairs());
        view.put("mean", comparison.mean());
        view.put("low", comparison.low());
        view.put("high", comparison.high());
        view.put("sure", comparison.sure());
        view.put("allowed", comparison.allowed());
        return view;
    }

    /** The errors of a version: as they were in training, and as they are. */
    static Map<String, @Nullable Object> errors(ModelManifest manifest, String role, Optional<Histogram> live) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("version", manifest.getVersion());
        view.put("role", role);
        view.put("metric", manifest.getErrorMetric());
        view.put("threshold", manifest.getThreshold());
        Baseline baseline = manifest.getBaseline();
        view.put(
                "training",
                baseline == null
                        ? null
                        : Map.of(
                                "rows", baseline.getRows(),
                                "bounds", baseline.getErrorBounds(),
                                "shares", baseline.getErrorShares()));
        view.put(
                "live",
                live.map(counted -> Map.of("bounds", counted.bounds(), "counts", counted.counts()))
                        .orElse(null));
        return view;
    }
}
