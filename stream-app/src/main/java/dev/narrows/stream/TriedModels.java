package dev.narrows.stream;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.trial.ModelTrial;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Versions that have shown in a process of their own that they do no harm to this one. Whoever asks first waits for that,
 * others do not: control plane and data plane look at the same version within seconds. Any thread.
 */
final class TriedModels {

    private final ModelStore store;
    private final Optional<ModelTrial> trial;
    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /** @param trial empty where versions are taken untried */
    TriedModels(ModelStore store, Optional<ModelTrial> trial) {
        this.store = store;
        this.trial = trial;
    }

    /** A version, whole; throws what {@link ModelStore#load} and {@link ModelTrial#require} throw. */
    ModelArtefact load(ModelId id) {
        ModelArtefact artefact = store.load(id);
        ModelManifest manifest = artefact.manifest();
        String digests = id + " " + manifest.getEncoderGraph().getSha256() + " "
                + manifest.getDecoderGraph().getSha256();
        if (trial.isPresent() && !passed.contains(digests)) {
            trial.get().require(artefact);
            passed.add(digests);
        }
        return artefact;
    }
}
