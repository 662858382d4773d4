package dev.narrows.schemas.model;

import dev.narrows.schemas.Drift;
import dev.narrows.schemas.QualityReport;
import java.util.Locale;

/** Drift in words for a person. Stateless; any thread. */
public final class DriftText {

    private DriftText() {}

    /** The strongest drift of a report, for example {@code feature load of digits/3 drifted by 0.5}; a report of drift. */
    public static String of(QualityReport report) {
        Drift first = report.getDrift().get(0);
        int others = report.getDrift().size() - 1;
        return String.format(
                Locale.ROOT,
                "%s of %s/%d drifted by %.3g%s (expected: at most %.3g on %d rows)%s",
                subject(first),
                report.getModelName(),
                report.getModelVersion(),
                first.getStatistic(),
                first.getKind().equals("level") ? " spreads" : "",
                first.getLimit(),
                first.getRows(),
                others == 0 ? "" : ", and " + others + " more");
    }

    private static String subject(Drift drift) {
        return switch (drift.getKind()) {
            case "level" -> "feature " + (drift.getName().isEmpty() ? "" + drift.getIndex() : drift.getName());
            case "code" -> "code byte " + drift.getIndex();
            default -> drift.getKind();
        };
    }
}
