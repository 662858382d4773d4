package dev.narrows.stream.notice;

import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.stream.encode.Candidate;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.rollout.RolloutListener;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import dev.narrows.stream.status.ServiceMetrics;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells health and metrics what becomes of rollouts, and the service what it must act on. Any thread. */
public final class RolloutReport implements RolloutListener {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutReport.class);

    private final Health health;
    private final ServiceMetrics metrics;
    private final Consumer<Failure> onFailure;
    private final Runnable onModel;

    /**
     * @param onFailure hears why no model can ever run
     * @param onModel called for each model that comes into service
     */
    public RolloutReport(Health health, ServiceMetrics metrics, Consumer<Failure> onFailure, Runnable onModel) {
        this.health = health;
        this.metrics = metrics;
        this.onFailure = onFailure;
        this.onModel = onModel;
    }

    @Override
    public void inService(OnnxModel model, Optional<Candidate> candidate) {
        metrics.modelInService(model);
        health.up(
                Part.MODEL,
                ModelId.of(model.manifest()) + " on " + model.provider().setting()
                        + candidate.map(RolloutReport::tried).orElse(""));
        onModel.run();
    }

    private static String tried(Candidate candidate) {
        String stage = candidate.percent() == 0 ? " in shadow" : " on " + candidate.percent() + " % of keys";
        return ", " + ModelId.of(candidate.model().manifest()) + stage;
    }

    @Override
    public void refused(ModelId id, String reason) {
        metrics.modelRefused();
        notServed(id + " refused: " + reason);
    }

    @Override
    public void waiting(String reason) {
        notServed(reason);
    }

    @Override
    public void failed(Throwable why) {
        Failure failure = Failure.of("rollout", why);
        LOG.error("no model can run here reason={}", failure.reason());
        onFailure.accept(failure);
    }

    /** The model in service, if there is one, goes on. */
    private void notServed(String reason) {
        if (health.part(Part.MODEL).up()) {
            health.notice(Part.MODEL, reason);
        } else {
            health.down(Part.MODEL, reason);
        }
    }
}
