package dev.narrows.trainer.publish;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes finished models: gives each the next version of its name and, where a rollout log is there, makes it the
 * stable one at once. The store and the log stay the caller's. One thread.
 */
public final class Publication {

    private final ModelStore store;
    private final @Nullable RolloutLog rollouts;
    private final Clock clock;

    /** With {@code rollouts} null a published version waits until somebody else rolls it out. */
    public Publication(ModelStore store, @Nullable RolloutLog rollouts, Clock clock) {
        this.store = store;
        this.rollouts = rollouts;
        this.clock = clock;
    }

    /**
     * Publishes {@code draft}, whatever its version, under the next free one.
     *
     * @return name and version that it got
     */
    public ModelId publish(ModelArtefact draft) {
        ModelArtefact numbered = draft.withVersion(store.nextVersion(draft.id().name()));
        store.publish(numbered);
        ModelId id = numbered.id();
        if (rollouts != null) {
            rollouts.write(stable(id));
        }
        return id;
    }

    /** Ends any trial that runs: a candidate was compared with a version that is stable no more. */
    private Rollout stable(ModelId id) {
        return Rollout.newBuilder()
                .setModelName(id.name())
                .setStableVersion(id.version())
                .setReason("published by the trainer")
                .setChangedAt(clock.instant())
                .build();
    }
}
