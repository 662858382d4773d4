package dev.narrows.schemas.rollout;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.store.ModelStore;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes another version of a model the stable one, by hand. Any trial that runs ends: a candidate was compared with a
 * version that is stable no more. Store and log stay the caller's. One thread.
 */
public final class StableChange {

    private final ModelStore store;
    private final RolloutLog rollouts;
    private final String models;
    private final Clock clock;

    /** @param models name of the store's topic, for messages */
    public StableChange(ModelStore store, RolloutLog rollouts, String models, Clock clock) {
        this.store = store;
        this.rollouts = rollouts;
        this.models = models;
        this.clock = clock;
    }

    /**
     * Makes a version stable; what was stable is what is rolled back to.
     *
     * @throws ModelNotFoundException when the topic does not hold it whole
     * @throws ModelRefusedException when it is of another width than the version in service
     */
    public Rollout promote(ModelId id, String reason) {
        NavigableMap<Integer, ModelManifest> versions = store.versions(id.name());
        ModelManifest next = versions.get(id.version());
        if (next == null) {
            throw new ModelNotFoundException(id, models);
        }
        Optional<Rollout> present = rollouts.current(id.name());
        ChosenModel.inService(versions, present).ifPresent(serving -> requireWidth(next, serving));
        Integer stable = present.map(Rollout::getStableVersion).orElse(null);
        boolean same = Objects.equals(stable, id.version());
        return write(id, same ? present.map(Rollout::getPreviousVersion).orElse(null) : stable, reason);
    }

    /**
     * Makes the version stable that was so before; where none is known, the newest whole one below the stable one.
     *
     * @throws IllegalStateException when there is nothing to roll back from or to
     */
    public Rollout rollBack(String name, String reason) {
        NavigableMap<Integer, ModelManifest> versions = store.versions(name);
        Rollout present = rollouts.current(name)
                .filter(rollout -> rollout.getStableVersion() != null)
                .orElseThrow(() -> new IllegalStateException(
                        "model: " + name + " has no stable version (expected: one to roll back from)"));
        int stable = present.getStableVersion();
        Integer before = Optional.ofNullable(present.getPreviousVersion())
                .filter(versions::containsKey)
                .orElseGet(() -> versions.lowerKey(stable));
        if (before == null) {
            throw new IllegalStateException(
                    "model: " + name + " has no version before " + stable + " (expected: one to roll back to)");
        }
        // Not the one that is rolled back from: an instance that starts must not fall back to that.
        return write(new ModelId(name, before), versions.lowerKey(before), reason);
    }

    private Rollout write(ModelId id, @Nullable Integer previous, String reason) {
        Rollout rollout = Rollout.newBuilder()
                .setModelName(id.name())
                .setStableVersion(id.version())
                .setReason(reason)
                .setChangedAt(clock.instant())
                .setPreviousVersion(previous)
                .build();
        rollouts.write(rollout);
        return rollout;
    }

    private static void requireWidth(ModelManifest next, ModelManifest serving) {
        if (next.getInputDim() != serving.getInputDim()) {
            throw new ModelRefusedException("inputDim of " + ModelId.of(next) + ": " + next.getInputDim()
                    + " (expected: " + serving.getInputDim() + ", as " + ModelId.of(serving) + " in service)");
        }
    }
}
