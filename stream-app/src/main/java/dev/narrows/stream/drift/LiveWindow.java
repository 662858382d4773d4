package dev.narrows.stream.drift;

import dev.narrows.schemas.Baseline;
import dev.narrows.schemas.CodeHistogram;
import dev.narrows.schemas.FeatureSums;
import dev.narrows.schemas.QualityReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reports of one version add up to since a window began. For one thread. */
final class LiveWindow {

    final long[] errors;
    final long[] codes;
    final double[] sums;
    final double[] squares;
    long sampled;
    private final Baseline baseline;
    private @Nullable Instant begin;

    LiveWindow(Baseline baseline) {
        this.baseline = baseline;
        errors = new long[baseline.getErrorShares().size()];
        codes = new long[baseline.getCodeShares().size()];
        sums = new double[baseline.getFeatureMeans().size()];
        squares = new double[sums.length];
    }

    /** Takes in a report; histograms of other bins, from another build, are left out. */
    void add(QualityReport report) {
        if (begin == null) {
            begin = report.getWindowStart();
        }
        if (report.getErrorBounds().equals(baseline.getErrorBounds())) {
            for (int i = 0; i < errors.length; i++) {
                errors[i] += report.getErrorCounts().get(i);
            }
        }
        CodeHistogram histogram = report.getCodes();
        FeatureSums features = report.getFeatures();
        if (histogram == null
                || features == null
                || histogram.getCounts().size() != codes.length
                || features.getSums().size() != sums.length
                || histogram.getRows() != features.getRows()) {
            return;
        }
        sampled += histogram.getRows();
        for (int i = 0; i < codes.length; i++) {
            codes[i] += histogram.getCounts().get(i);
        }
        for (int j = 0; j < sums.length; j++) {
            sums[j] += features.getSums().get(j);
            squares[j] += features.getSquares().get(j);
        }
    }

    /** Whether a report belongs to a later window. */
    boolean isOverAt(QualityReport report, DriftSettings settings) {
        return begin != null
                && sampled >= settings.leastRows()
                && !report.getWindowStart().isBefore(begin.plus(settings.window()));
    }

    double mean(int feature) {
        return sums[feature] / sampled;
    }

    /** Standard deviation of a feature, 0 or more. */
    double spread(int feature) {
        double mean = mean(feature);
        return Math.sqrt(Math.max(0, squares[feature] / sampled - mean * mean));
    }
}
