package dev.narrows.schemas.rollout;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.store.ModelStore;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Which version is meant where a person names only the model: the stable one; where the topic does not hold it whole, the
 * one that was stable before; else the newest that is whole. Pure functions of what store and log say; any thread.
 */
public final class ChosenModel {

    private ChosenModel() {}

    /**
     * The manifest of the version meant.
     *
     * @param models for the message
     * @throws ModelNotFoundException when there is no such version
     */
    public static ModelManifest find(ModelChoice choice, ModelStore store, RolloutLog rollouts, String models) {
        NavigableMap<Integer, ModelManifest> versions = store.versions(choice.name());
        int version = choice.version()
                .orElseGet(() -> inService(versions, rollouts.current(choice.name()))
                        .map(ModelManifest::getVersion)
                        .orElseGet(() -> versions.isEmpty() ? 1 : versions.lastKey()));
        return Optional.ofNullable(versions.get(version))
                .orElseThrow(() -> new ModelNotFoundException(new ModelId(choice.name(), version), models));
    }

    /**
     * The version that a service works with that starts now.
     *
     * @param versions those of a model that are whole
     * @param rollout of that model
     */
    public static Optional<ModelManifest> inService(
            NavigableMap<Integer, ModelManifest> versions, Optional<Rollout> rollout) {
        Optional<Integer> stable = rollout.map(Rollout::getStableVersion);
        Optional<Integer> before = rollout.map(Rollout::getPreviousVersion);
        return stable.map(versions::get)
                .or(() -> stable.flatMap(missing -> before).map(versions::get));
    }
}
