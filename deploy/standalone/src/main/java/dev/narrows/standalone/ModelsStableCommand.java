package dev.narrows.standalone;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.rollout.StableChange;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says by hand which version is stable; running services follow within seconds. */
abstract class ModelsStableCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Spec
    private CommandSpec spec;

    /** Of a version. */
    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            description = "Make a published version the stable one.")
    static final class Promote extends ModelsStableCommand {

        @Parameters(paramLabel = "NAME:VERSION", description = "Which; NAME/VERSION too.")
        private String which;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
        private String reason = "promoted by hand";

        @Override
        Rollout change(StableChange stable) {
            ModelId id = ModelChoice.of(which)
                    .id()
                    .orElseThrow(() -> new IllegalArgumentException("model: " + which + " (expected: NAME:VERSION)"));
            return stable.promote(id, reason);
        }
    }

    /** To the version before. */
    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Make the version stable again that was so before.")
    static final class RollBack extends ModelsStableCommand {

        @Parameters(paramLabel = "NAME", description = "Which model.")
        private String name;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
        private String reason = "rolled back by hand";

        @Override
        Rollout change(StableChange stable) {
            return stable.rollBack(ModelId.requireName(name), reason);
        }
    }

    /** Writes the new state. */
    abstract Rollout change(StableChange stable);

    @Override
    public final Integer call() {
        NarrowsSettings settings = connection.reached();
        String models = settings.topics().models();
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                ModelStore store = ModelStore.open(settings.client(), models, registry);
                RolloutLog rollouts =
                        RolloutLog.open(settings.client(), settings.topics().rollouts(), registry)) {
            Rollout now = change(new StableChange(store, rollouts, models, Clock.systemUTC()));
            spec.commandLine().getOut().println(now.getModelName() + "/" + now.getStableVersion() + " is stable");
        }
        return 0;
    }
}
