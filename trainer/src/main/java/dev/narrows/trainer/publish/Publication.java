package dev.narrows.trainer.publish;

import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.store.ModelStore;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes finished models: gives each the next version of its name and, where commands can be given, submits it, for the
 * service of that name to roll out. Store and commands stay the caller's. One thread.
 */
public final class Publication {

    private static final String ACTOR = "trainer";
    private static final String REASON = "published by the trainer";

    private final ModelStore store;
    private final @Nullable RolloutCommands commands;
    private final Clock clock;
    private final @Nullable String policy;

    /** With {@code commands} null a published version waits until somebody else rolls it out. */
    public Publication(ModelStore store, @Nullable RolloutCommands commands, Clock clock) {
        this(store, commands, clock, null);
    }

    private Publication(ModelStore store, @Nullable RolloutCommands commands, Clock clock, @Nullable String policy) {
        this.store = store;
        this.commands = commands;
        this.clock = clock;
        this.policy = policy;
    }

    /** The same, but what it submits becomes stable at once, whatever the model's policy. */
    public Publication atOnce() {
        return new Publication(store, commands, clock, "immediate");
    }

    /** The same, but what it submits is tried beside the stable version first, even where the model's policy is to be quick. */
    public Publication onTrial() {
        return new Publication(store, commands, clock, "guarded");
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
        if (commands != null) {
            commands.send(RolloutCommands.command(RolloutCommandType.SUBMIT, id.name(), ACTOR, REASON, clock)
                    .setVersion(id.version())
                    .setPolicy(policy)
                    .build());
        }
        return id;
    }
}
