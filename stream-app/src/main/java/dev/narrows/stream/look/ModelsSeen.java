package dev.narrows.stream.look;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.Rollout;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All model versions and what is in service, as seen at one time.
 *
 * @param versions by name, then version
 * @param rollouts by name of the model
 */
public record ModelsSeen(List<ModelManifest> versions, Map<String, Rollout> rollouts) {

    /** Nothing seen yet. */
    static final ModelsSeen NONE = new ModelsSeen(List.of(), Map.of());

    /** Copies. */
    public ModelsSeen {
        versions = List.copyOf(versions);
        rollouts = Map.copyOf(rollouts);
    }

    /** One version. */
    public Optional<ModelManifest> version(String name, int version) {
        return versions.stream()
                .filter(each -> each.getName().equals(name) && each.getVersion() == version)
                .findFirst();
    }
}
