package dev.narrows.laboratory.contest;

import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.onnx.session.ExecutionProvider;
import dev.narrows.schemas.onnx.session.OnnxSettings;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.ChosenModel;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import java.util.Optional;

/** The model that the service would run, for what is compared with it. */
final class ServedModel {

    private ServedModel() {}

    /** Loads the stable version; the caller closes it. */
    static OnnxModel load(NarrowsSettings settings, SchemaRegistry registry) {
        try (ModelStore store =
                        ModelStore.open(settings.client(), settings.topics().models(), registry);
                RolloutLog rollouts =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            ModelChoice choice = new ModelChoice(settings.model().name(), Optional.empty());
            return OnnxModel.load(
                    store.load(ModelId.of(ChosenModel.find(
                            choice, store, rollouts, settings.topics().models()))),
                    OnnxSettings.of(ExecutionProvider.of(settings.model().provider())));
        }
    }
}
