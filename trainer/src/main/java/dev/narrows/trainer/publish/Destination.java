package dev.narrows.trainer.publish;

import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.model.ModelRefusedException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.ChosenModel;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.AgainstStable;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that finished models go to. Each call connects and closes what it opened, because hours of training may lie
 * between the look at the cluster and the model. Any thread.
 */
public final class Destination {

    private final Map<String, ?> kafka;
    private final Supplier<SchemaRegistry> registries;
    private final String models;
    private final @Nullable RolloutTopics topics;
    private final boolean onTrial;

    /**
     * Connects to nothing yet.
     *
     * @param kafka settings of Kafka's clients
     * @param registries opens a connection to the registry
     * @param models topic of models
     * @param topics where a published version is submitted; null where it waits until somebody else rolls it out
     */
    public Destination(
            Map<String, ?> kafka, Supplier<SchemaRegistry> registries, String models, @Nullable RolloutTopics topics) {
        this(kafka, registries, models, topics, false);
    }

    private Destination(
            Map<String, ?> kafka,
            Supplier<SchemaRegistry> registries,
            String models,
            @Nullable RolloutTopics topics,
            boolean onTrial) {
        this.kafka = kafka;
        this.registries = registries;
        this.models = models;
        this.topics = topics;
        this.onTrial = onTrial;
    }

    /** The same, but a version that goes there never becomes stable before it was tried beside one that is. */
    public Destination onTrial() {
        return new Destination(kafka, registries, models, topics, true);
    }

    /**
     * Topics of rollouts.
     *
     * @param commands of what is asked of them
     * @param rollouts of what is in service
     */
    public record RolloutTopics(String commands, String rollouts) {}

    /**
     * Does all that publishing a model of that name does but the writing: brokers and registry answer, the registry takes
     * our schemas, the topics are there (or are made), are kept for ever, and can be read. To be called before a model
     * is made, which takes much longer.
     *
     * @param inputDim values of its vectors
     * @throws ModelRefusedException when the versions of that name take vectors of another width
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer or refuse
     * @throws dev.narrows.schemas.registry.RegistryException when the registry does not answer or refuses
     * @throws IllegalStateException when a topic deletes records by age or size
     */
    public void require(String name, int inputDim) {
        try (SchemaRegistry registry = registries.get()) {
            registry.register(models, ModelStore.SCHEMA);
            try (ModelStore store = ModelStore.open(kafka, models, registry)) {
                store.requireWidth(name, inputDim);
            }
            if (topics != null) {
                registry.register(topics.commands(), RolloutCommand.getClassSchema());
                try (RolloutLog log = RolloutLog.open(kafka, topics.rollouts(), registry);
                        RolloutCommands asked = commands(topics, registry)) {
                    log.current(name);
                }
            }
        }
    }

    /**
     * As {@link Publication#publish}; where the version is submitted, only if nothing speaks against it.
     *
     * @param rows that it was made from; empty where it is not compared with the stable version
     * @param seal signs it once it has its number
     * @throws ModelRefusedException naming what speaks against it
     */
    public ModelId publish(ModelArtefact draft, Optional<Dataset> rows, UnaryOperator<ModelArtefact> seal) {
        try (SchemaRegistry registry = registries.get();
                ModelStore store = ModelStore.open(kafka, models, registry);
                RolloutLog log = topics == null ? null : RolloutLog.open(kafka, topics.rollouts(), registry);
                RolloutCommands commands = topics == null ? null : commands(topics, registry)) {
            if (log != null && rows.isPresent()) {
                requireNone(objection(draft, store, log, rows.get()));
            }
            Publication publication = new Publication(store, commands, Clock.systemUTC());
            return (onTrial ? publication.onTrial() : publication).publish(draft, seal);
        }
    }

    /**
     * What speaks against a version beside the one in service, on rows that it has not learned from; empty where nothing
     * does, or no version of its name is in service.
     *
     * @param rows that it was made from, or of what it is to serve
     * @throws ModelRefusedException when the versions of its name take vectors of another width
     * @throws IllegalStateException where this destination has no topics of rollouts
     */
    public Optional<String> objection(ModelArtefact draft, Dataset rows) {
        if (topics == null) {
            throw new IllegalStateException("topics of rollouts: none (expected: those of the cluster)");
        }
        try (SchemaRegistry registry = registries.get();
                ModelStore store = ModelStore.open(kafka, models, registry);
                RolloutLog log = RolloutLog.open(kafka, topics.rollouts(), registry)) {
            store.requireWidth(draft.id().name(), draft.manifest().getInputDim());
            return objection(draft, store, log, rows);
        }
    }

    private RolloutCommands commands(RolloutTopics named, SchemaRegistry registry) {
        return RolloutCommands.open(kafka, named.commands(), named.rollouts(), registry);
    }

    private static Optional<String> objection(ModelArtefact draft, ModelStore store, RolloutLog log, Dataset rows) {
        String name = draft.id().name();
        return ChosenModel.inService(store.versions(name), log.current(name))
                .map(stable -> store.load(ModelId.of(stable)))
                .flatMap(stable -> AgainstStable.objection(draft, stable, rows));
    }

    /** Refuses a version that something speaks against. */
    public static void requireNone(Optional<String> objection) {
        objection.ifPresent(each -> {
            throw new ModelRefusedException(
                    each + "; --force publishes it all the same, --no-rollout without submitting it");
        });
    }
}
