package dev.narrows.stream.quality;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.QualityReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a task's records came to, by model version. Counted in plain fields as records go by; {@link #drain} makes a report
 * of what came since the last one, to be forwarded before the commit that these records belong to, so that a report
 * counts what is committed with it, once. Whoever reads reports adds up those of a window.
 *
 * <p>Samples (codes, features) are large beside counts, so they are gathered for a whole window and go with the first
 * report after it; those of a window that a crash ends are lost, which makes a sample smaller and no count wrong.
 *
 * <p>For the thread of its task.
 */
public final class QualityCollector {

    /** Windows begin at multiples of this since 1970. */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private final Source source;
    private final Clock clock;
    private final List<VersionWindow> versions = new ArrayList<>();

    /**
     * @param source of the records
     * @param clock says in which window a commit falls
     */
    public QualityCollector(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * Where a report's records came from.
     *
     * @param instance that worked on them
     * @param topic of them
     * @param partition of them
     */
    public record Source(String instance, String topic, int partition) {}

    /** The counters of a version, the same until the next {@link #drain}; asked for once a slice, not for each record. */
    public VersionWindow of(ModelManifest manifest) {
        for (VersionWindow version : versions) {
            if (version.isOf(manifest)) {
                return version;
            }
        }
        VersionWindow version = new VersionWindow(manifest);
        versions.add(version);
        return version;
    }

    /**
     * Takes what was counted since the last call.
     *
     * @param reports hears of one for each version that saw anything, before this returns
     */
    public void drain(Consumer<QualityReport> reports) {
        if (versions.isEmpty()) {
            return;
        }
        long window = Math.floorDiv(clock.millis(), WINDOW.toMillis());
        Instant start = Instant.ofEpochMilli(window * WINDOW.toMillis());
        for (VersionWindow version : versions) {
            QualityReport report = version.drain(source, start, start.plus(WINDOW));
            if (report != null) {
                reports.accept(report);
            }
        }
        versions.removeIf(VersionWindow::isSpent);
    }
}
