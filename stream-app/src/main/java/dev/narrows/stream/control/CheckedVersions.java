package dev.narrows.stream.control;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.store.ModelNotFoundException;
import dev.narrows.schemas.store.ModelStore;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Consumer;

/** Versions as the models topic holds them, each loaded and tried before it may serve. Any thread. */
public final class CheckedVersions implements Versions {

    private final ModelStore store;
    private final Consumer<ModelId> check;

    /**
     * @param store stays the caller's
     * @param check reads a version whole and tries it; throws {@link ModelRefusedException} where that fails, and anything
     *     else where it could not be tried
     */
    public CheckedVersions(ModelStore store, Consumer<ModelId> check) {
        this.store = store;
        this.check = check;
    }

    /** The manifest of a version that the topic holds whole. */
    Optional<ModelManifest> manifest(ModelId id) {
        return Optional.ofNullable(store.versions(id.name()).get(id.version()));
    }

    @Override
    public NavigableSet<Integer> of(String model) {
        return store.versions(model).navigableKeySet();
    }

    @Override
    public Optional<String> objection(ModelId version, Optional<ModelId> stable) {
        try {
            check.accept(version);
        } catch (ModelNotFoundException | ModelRefusedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        NavigableMap<Integer, ModelManifest> versions = store.versions(version.name());
        ModelManifest next = versions.get(version.version());
        return next == null
                ? Optional.empty()
                : stable.map(id -> versions.get(id.version())).flatMap(serving -> width(next, serving));
    }

    private static Optional<String> width(ModelManifest next, ModelManifest serving) {
        return next.getInputDim() == serving.getInputDim()
                ? Optional.empty()
                : Optional.of("inputDim of " + ModelId.of(next) + ": " + next.getInputDim() + " (expected: "
                        + serving.getInputDim() + ", as " + ModelId.of(serving) + " in service)");
    }
}
