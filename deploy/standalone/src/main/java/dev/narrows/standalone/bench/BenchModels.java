package dev.narrows.standalone.bench;

import dev.narrows.schemas.ModelManifest;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.Dataset;
import java.util.EnumMap;
import java.util.Map;

/** The models of all contestants, each made and published when the first of them needs it. One thread. */
final class BenchModels {

    private final ContestSettings settings;
    private final Dataset rows;
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
    ModelManifest published(BenchNetwork network, NarrowsSettings where, SchemaRegistry registry) {
        return published.computeIfAbsent(network, unused -> {
            ModelArtefact made = BenchModel.of(network, settings, rows);
            BenchModel.publish(made, where, registry);
            return made.manifest();
        });
    }
}
