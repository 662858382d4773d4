package dev.narrows.schemas.store;

import dev.narrows.schemas.model.TrustedKeys;
import dev.narrows.schemas.registry.OneSchema;
import dev.narrows.schemas.topic.FakeTopic;

/** The model store on a topic in memory, without broker and registry; all stores that one of these opens see the same topic. */
public final class InMemoryModels {

    private final FakeTopic models = new FakeTopic("models");

    /** A new store on the models topic, taking models of anybody. */
    public ModelStore store() {
        return store(TrustedKeys.anybody());
    }

    /** A new store on the models topic. */
    public ModelStore store(TrustedKeys trusted) {
        return new ModelStore("models", modelTransport(), trusted);
    }

    /** The models topic itself. */
    public FakeTopic modelsTopic() {
        return models;
    }

    ModelTransport modelTransport() {
        return new ModelTransport(
                "models",
                models::consumer,
                models::producer,
                OneSchema.serializer(ModelStore.SCHEMA),
                OneSchema.deserializer(ModelStore.SCHEMA));
    }
}
