package dev.narrows.stream.notice;

import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import dev.narrows.stream.status.ServiceMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells health, metrics and log when the stream waits for the registry: the log at each change only. Any thread. */
public final class RegistryReport implements RegistryWait.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryReport.class);

    private final Health health;
    private final ServiceMetrics metrics;

    public RegistryReport(Health health, ServiceMetrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public void registryGone(String reason) {
        metrics.registryGone();
        if (health.part(Part.REGISTRY).up()) {
            LOG.warn("stream waits for the schema registry reason={}", reason);
        }
        health.down(Part.REGISTRY, "waiting: " + reason);
    }

    @Override
    public void registryBack() {
        if (!health.part(Part.REGISTRY).up()) {
            LOG.info("schema registry answers again");
        }
        health.up(Part.REGISTRY, "answers");
    }
}
