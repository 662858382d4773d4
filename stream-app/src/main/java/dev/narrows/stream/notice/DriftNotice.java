package dev.narrows.stream.notice;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.model.DriftText;
import dev.narrows.stream.drift.DriftFollower;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import dev.narrows.stream.status.ServiceMetrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells health, metrics and log of drift: one incident from the first window that shows it until it is over, however many
 * windows and features do. The service goes on: the model is as it was, the data are not. One thread.
 */
public final class DriftNotice implements DriftFollower.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(DriftNotice.class);
    private static final String WHAT = "drift: ";
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Health health;
    private final ServiceMetrics metrics;
    private boolean lasts;
    private long quietUntil = System.nanoTime();

    public DriftNotice(Health health, ServiceMetrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public void drifted(QualityReport report) {
        metrics.drifted(report.getDrift().get(0));
        health.notice(Part.MODEL, WHAT + DriftText.of(report));
        if (!lasts) {
            LOG.warn("drift begins what=\"{}\"", DriftText.of(report));
        }
        lasts = true;
    }

    @Override
    public void over() {
        metrics.driftOver();
        lasts = false;
        LOG.info("drift is over");
        if (health.part(Part.MODEL).notice().startsWith(WHAT)) {
            health.notice(Part.MODEL, "");
        }
    }

    @Override
    public void failed(Throwable why) {
        // It is tried again several times a second, and others tell of brokers and registry that are away.
        if (System.nanoTime() - quietUntil >= 0) {
            quietUntil = System.nanoTime() + QUIET.toNanos();
            LOG.warn("drift is not followed for now reason={}", String.valueOf(why));
        }
    }
}
