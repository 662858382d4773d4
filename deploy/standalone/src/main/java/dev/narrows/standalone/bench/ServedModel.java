package dev.narrows.standalone.bench;

import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.onnx.ExecutionProvider;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.OnnxSettings;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;

/** The model that the service would run, for what is compared with it. */
final class ServedModel {

    private ServedModel() {}

    /** Loads the newest version; the caller closes it. */
    static OnnxModel load(NarrowsSettings settings, SchemaRegistry registry) {
        try (ModelStore store =
                ModelStore.open(settings.client(), settings.topics().models(), registry)) {
            String name = settings.model().name();
            return OnnxModel.load(
                    store.load(new ModelId(name, Math.max(1, store.nextVersion(name) - 1))),
                    OnnxSettings.of(ExecutionProvider.of(settings.model().provider())));
        }
    }
}
