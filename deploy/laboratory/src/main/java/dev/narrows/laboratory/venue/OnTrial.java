package dev.narrows.laboratory.venue;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutPolicy;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.publish.Publication;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A model of which two versions, alike to the bit, are in service at once for as long as somebody measures. */
final class OnTrial {

    private static final int HALF = 50;

    private OnTrial() {}

    /**
     * Publishes both and writes the state of the trial, which nobody may decide about: whoever serves it is started with
     * {@code rollout.decides=false}.
     */
    static ModelManifest publish(
            ModelArtefact model, BenchNetwork network, NarrowsSettings where, SchemaRegistry registry) {
        ModelManifest renamed = ModelManifest.newBuilder(model.manifest())
                .setName(network.model())
                .build();
        ModelArtefact artefact = ModelArtefact.of(renamed, model.encoder(), model.decoder());
        try (ModelStore store = ModelStore.open(where.client(), where.topics().models(), registry);
                RolloutLog rollouts =
                        RolloutLog.open(where.client(), where.topics().rollouts(), registry)) {
            Publication publication = new Publication(store, null, Clock.systemUTC());
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            boolean canary = network == BenchNetwork.HALVED;
            rollouts.write(Rollout.newBuilder()
                    .setModelName(network.model())
                    .setStableVersion(publication.publish(artefact).version())
                    .setCandidateVersion(publication.publish(artefact).version())
                    .setStage(canary ? RolloutStage.CANARY : RolloutStage.SHADOW)
                    .setCanaryPercent(canary ? HALF : 0)
                    .setReason("measured beside each other")
                    .setChangedAt(now)
                    .setStageSince(now)
                    .setPolicy(RolloutPolicy.MANUAL)
                    .setPaused(true)
                    .build());
        }
        return renamed;
    }
}
