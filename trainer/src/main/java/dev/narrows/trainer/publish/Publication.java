package dev.narrows.trainer.publish;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import java.time.Clock;
import java.util.function.UnaryOperator;
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
        return publish(draft, numbered -> numbered);
    }

    /**
     * As {@link #publish(ModelArtefact)}.
     *
     * @param seal signs the version once it has its number, which the signature covers
     */
    public ModelId publish(ModelArtefact draft, UnaryOperator<ModelArtefact> seal) {
        ModelArtefact numbered =
                seal.apply(draft.withVersion(store.nextVersion(draft.id().name())));
        store.publish(numbered);
        ModelId id = numbered.id();
        if (rollouts != null) {
            Integer before =
                    rollouts.current(id.name()).map(Rollout::getStableVersion).orElse(null);
            rollouts.write(stable(id, before));
        }
        return id;
    }

    /** Ends any trial that runs: a candidate was compared with a version that is stable no more. */
    private Rollout stable(ModelId id, @Nullable Integer before) {
        return Rollout.newBuilder()
                .setModelName(id.name())
                .setStableVersion(id.version())
                .setReason("published by the trainer")
                .setChangedAt(clock.instant())
                .setPreviousVersion(before)
                .build();
    }
}
