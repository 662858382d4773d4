package dev.narrows.stream.drift;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.Drift;
import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.ModelId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Quality reports in, reports of drift out, for the versions that are in service. Keeps a window of sums in memory: after a
 * restart it begins another one. For one thread.
 */
public final class DriftReports {

    private static final int MOST_VERSIONS = 8;

    private final Function<ModelId, Optional<ModelManifest>> manifests;
    private final DriftSettings settings;
    private final Map<ModelId, Optional<DriftDetector>> detectors = new LinkedHashMap<>();

    /** @param manifests gives that of a version; asked once for each */
    public DriftReports(Function<ModelId, Optional<ModelManifest>> manifests, DriftSettings settings) {
        this.manifests = manifests;
        this.settings = settings;
    }

    /**
     * Takes in a report.
     *
     * @return what is to be written to the topic of reports; empty where there is no drift, no baseline, or too little yet
     */
    public Optional<QualityReport> see(QualityReport report) {
        if (!report.getDrift().isEmpty()) {
            return Optional.empty();
        }
        ModelId id = new ModelId(report.getModelName(), report.getModelVersion());
        List<Drift> found = detectors
                .computeIfAbsent(id, this::detector)
                .map(detector -> detector.see(report))
                .orElse(List.of());
        if (detectors.size() > MOST_VERSIONS) {
            detectors.remove(detectors.keySet().iterator().next());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(drifted(report, found));
    }

    private Optional<DriftDetector> detector(ModelId id) {
        return manifests.apply(id).flatMap(manifest -> {
            Baseline baseline = manifest.getBaseline();
            return Optional.ofNullable(baseline).map(known -> new DriftDetector(manifest, known, settings));
        });
    }

    /** Counts nothing: the records are in the reports that were judged. */
    private static QualityReport drifted(QualityReport last, List<Drift> found) {
        return new QualityReport(
                last.getModelName(),
                last.getModelVersion(),
                last.getInstance(),
                last.getWindowStart(),
                last.getWindowEnd(),
                0L,
                0L,
                0L,
                0L,
                0L,
                0.0,
                List.of(),
                List.of(0L),
                "",
                -1,
                Map.of(),
                0L,
                0L,
                null,
                null,
                null,
                found);
    }
}
