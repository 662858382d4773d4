package dev.narrows.trainer.publish;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that finished models go to. Each call connects and closes what it opened, because hours of training may lie
 * between the look at the cluster and the model. Any thread.
 */
public final class Destination {

    private final Map<String, ?> kafka;
    private final Supplier<SchemaRegistry> registries;
    private final String models;
    private final @Nullable String rollouts;

    /**
     * Connects to nothing yet.
     *
     * @param kafka settings of Kafka's clients
     * @param registries opens a connection to the registry
     * @param models topic of models
     * @param rollouts topic of rollouts; null where a published version waits until somebody else rolls it out
     */
    public Destination(
            Map<String, ?> kafka, Supplier<SchemaRegistry> registries, String models, @Nullable String rollouts) {
        this.kafka = kafka;
        this.registries = registries;
        this.models = models;
        this.rollouts = rollouts;
    }

    /**
     * Does all that publishing a model of that name does but the writing: brokers and registry answer, the registry takes
     * our schemas, the topics are there (or are made), are kept for ever, and can be read. To be called before a model
     * is made, which takes much longer.
     *
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer or refuse
     * @throws dev.narrows.schemas.registry.RegistryException when the registry does not answer or refuses
     * @throws IllegalStateException when a topic deletes records by age or size
     */
    public void require(String name) {
        try (SchemaRegistry registry = registries.get()) {
            registry.register(models, ModelStore.SCHEMA);
            try (ModelStore store = ModelStore.open(kafka, models, registry)) {
                store.nextVersion(name);
            }
            if (rollouts != null) {
                registry.register(rollouts, Rollout.getClassSchema());
                try (RolloutLog log = RolloutLog.open(kafka, rollouts, registry)) {
                    log.current(name);
                }
            }
        }
    }

    /** As {@link Publication#publish}. */
    public ModelId publish(ModelArtefact draft) {
        try (SchemaRegistry registry = registries.get();
                ModelStore store = ModelStore.open(kafka, models, registry);
                RolloutLog log = rollouts == null ? null : RolloutLog.open(kafka, rollouts, registry)) {
            return new Publication(store, log, Clock.systemUTC()).publish(draft);
        }
    }
}
