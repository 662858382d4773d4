package dev.narrows.laboratory.upgrade;

import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Clock;
import java.util.Optional;

/** Publishes one version after the other of a model, the same graphs each time, and follows what becomes of it. One thread. */
public final class Upgrades implements AutoCloseable {

    private final ModelArtefact artefact;
    private final ModelStore store;
    private final RolloutCommands commands;
    private final RolloutLog log;
    private final AutoCloseable following;
    private volatile Optional<Rollout> latest = Optional.empty();

    private Upgrades(ModelArtefact artefact, ModelStore store, RolloutCommands commands, RolloutLog log) {
        this.artefact = artefact;
        this.store = store;
        this.commands = commands;
        this.log = log;
        this.following = log.follow(
                artefact.id().name(), rollout -> latest = Optional.of(rollout), failure -> latest = Optional.empty());
    }

    /**
     * Connects; makes the topics where they are missing.
     *
     * @param registry stays the caller's
     */
    public static Upgrades open(ModelArtefact artefact, NarrowsSettings settings, SchemaRegistry registry) {
        ModelStore store = ModelStore.open(settings.client(), settings.topics().models(), registry);
        RolloutCommands commands = RolloutCommands.open(
                settings.client(),
                settings.topics().commands(),
                settings.topics().rollouts(),
                registry);
        RolloutLog log = RolloutLog.open(settings.client(), settings.topics().rollouts(), registry);
        return new Upgrades(artefact, store, commands, log);
    }

    /**
     * Publishes the next version and asks for it; does not wait for an answer.
     *
     * @param policy under which it shall come into service
     * @return its number
     */
    public int submit(String policy) {
        String name = artefact.id().name();
        ModelArtefact next = artefact.withVersion(store.nextVersion(name));
        store.publish(next);
        commands.send(RolloutCommands.command(
                        RolloutCommandType.SUBMIT, name, "bench", "the bench upgrades", Clock.systemUTC())
                .setVersion(next.id().version())
                .setPolicy(policy)
                .build());
        return next.id().version();
    }

    /** Whether that version is stable now. */
    public boolean isStable(int version) {
        return latest.map(Rollout::getStableVersion)
                .filter(stable -> stable == version)
                .isPresent();
    }

    /** Throws where the last thing that befell the model is that something was refused or rolled back. */
    public void requireNothingUndone() {
        latest.filter(rollout -> rollout.getChange() == RolloutChange.REFUSED
                        || rollout.getChange() == RolloutChange.ROLLED_BACK)
                .ifPresent(rollout -> {
                    throw new BenchException("upgrade: " + rollout.getChange() + ": " + rollout.getReason()
                            + " (expected: stable, being the same graphs)");
                });
    }

    @Override
    public void close() {
        try {
            following.close();
        } catch (Exception e) {
            throw new BenchException("rollouts: not closed: " + e.getMessage(), e);
        } finally {
            log.close();
            commands.close();
            store.close();
        }
    }
}
