package dev.narrows.laboratory.venue;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.Dataset;
import java.util.EnumMap;
import java.util.Map;

/** The models of all contestants, each made and published when the first of them needs it. One thread. */
public final class BenchModels {

    private final ContestSettings settings;
    private final Dataset rows;
    private final Map<BenchNetwork, ModelArtefact> made = new EnumMap<>(BenchNetwork.class);
    private final Map<BenchNetwork, ModelManifest> published = new EnumMap<>(BenchNetwork.class);

    BenchModels(ContestSettings settings, Dataset rows) {
        this.settings = settings;
        this.rows = rows;
    }

    /**
     * What a model is.
     *
     * @param where the cluster that it is published on
     */
    public ModelManifest published(BenchNetwork network, NarrowsSettings where, SchemaRegistry registry) {
        ModelManifest before = published.get(network);
        if (before != null) {
            return before;
        }
        ModelManifest manifest = switch (network) {
            case CHOSEN, FIXED, FIXED_INT8 -> {
                BenchModel.publish(made(network), where, registry);
                yield made(network).manifest();
            }
            case ALARMED, STORMED -> Alarming.publish(made(BenchNetwork.CHOSEN), network, where, registry);
            case SHADOWED, HALVED -> OnTrial.publish(made(BenchNetwork.CHOSEN), network, where, registry);
        };
        published.put(network, manifest);
        return manifest;
    }

    private ModelArtefact made(BenchNetwork network) {
        return made.computeIfAbsent(network, unused -> BenchModel.of(network, settings, rows));
    }
}
