package dev.narrows.stream;

import dev.narrows.schemas.QualityReport;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.topic.AgedTopic;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.RolloutSettings;
import dev.narrows.stream.config.TopicSettings;
import dev.narrows.stream.control.CheckedVersions;
import dev.narrows.stream.control.ControlPlane;
import dev.narrows.stream.control.ControlSettings;
import dev.narrows.stream.evidence.EvidenceSettings;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.start.Passing;
import dev.narrows.stream.start.StartWait;
import dev.narrows.stream.status.Health;
import dev.narrows.stream.status.Part;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the control plane together. One thread. */
final class Deciding {

    static final Duration QUALITY_KEPT = Duration.ofDays(7);

    private final NarrowsSettings settings;
    private final SchemaRegistry registry;
    private final StartWait wait;

    Deciding(NarrowsSettings settings, SchemaRegistry registry, StartWait wait) {
        this.settings = settings;
        this.registry = registry;
        this.wait = wait;
    }

    /** Makes the topics that it reads; gives nothing but that it is done. */
    boolean ensureTopics() {
        AgedTopic.ensure(settings.client(), settings.topics().commands(), RolloutCommands.KEPT);
        AgedTopic.ensure(settings.client(), settings.topics().quality(), QUALITY_KEPT);
        return true;
    }

    /** Registers the schemas of what it reads and writes. */
    void register() {
        TopicSettings topics = settings.topics();
        wait.until(Part.REGISTRY, () -> registry.register(topics.commands(), RolloutCommand.getClassSchema()));
        wait.until(Part.REGISTRY, () -> registry.register(topics.quality(), QualityReport.getClassSchema()));
        wait.until(Part.REGISTRY, () -> registry.register(topics.rollouts(), Rollout.getClassSchema()));
    }

    /**
     * The control plane: where it stops, the stream goes on with what is in service, unless an Error is behind it.
     *
     * @param health is warned where it decides nothing any more
     * @param onFailure hears of an Error
     */
    ControlPlane controlPlane(
            ModelStore store, TriedModels tried, RolloutLog rollouts, Health health, Consumer<Failure> onFailure) {
        return new ControlPlane(
                settings,
                control(),
                registry,
                new CheckedVersions(store, tried::load),
                rollouts,
                Passing::whileRunning,
                why -> {
                    Failure failure = Failure.of("control plane", why);
                    if (failure.fatal()) {
                        onFailure.accept(failure);
                    } else {
                        health.warn("control plane stopped, rollouts stay as they are: " + why);
                    }
                });
    }

    private ControlSettings control() {
        RolloutSettings rollout = settings.rollout();
        EvidenceSettings evidence = EvidenceSettings.of(rollout.alpha(), rollout.margin());
        long kept = settings.topics().latentsRetentionMs();
        return new ControlSettings(
                rollout.canaryPercents(),
                rollout.stageRows(),
                evidence,
                kept < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(kept)));
    }
}
