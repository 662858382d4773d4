package dev.narrows.standalone.models;

import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.standalone.connection.ConnectionOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Overrules by hand what the service decides; running services follow within seconds. */
abstract class ModelsRolloutCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private RolloutAsk ask;

    @Spec
    private CommandSpec spec;

    /** What is asked for. */
    abstract RolloutCommand command(RolloutAsk with);

    @Override
    public final Integer call() {
        RolloutCommand command = command(ask);
        return ask.send(command, connection.reached(), spec);
    }

    /** Makes a version stable, or brings the candidate one stage on. */
    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            description = "Make a published version the stable one at once, or bring the candidate to its next stage.")
    static final class Promote extends ModelsRolloutCommand {

        @Parameters(paramLabel = "NAME:VERSION", description = "Which; NAME/VERSION too.")
        private String which;

        @Option(names = "--next-stage", description = "Only to the next stage of its trial.")
        private boolean next;

        @Override
        RolloutCommand command(RolloutAsk with) {
            ModelId id = RolloutAsk.version(which);
            return with.command(next ? RolloutCommandType.ADVANCE : RolloutCommandType.PROMOTE, id.name())
                    .setVersion(id.version())
                    .build();
        }
    }

    /** Ends a trial, or goes back to the version before. */
    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "End the trial that runs; where none does, make the version stable again that was so before.")
    static final class RollBack extends OfModel {
        RollBack() {
            super(RolloutCommandType.ROLLBACK);
        }
    }

    /** Holds a candidate at its stage. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Keep the candidate at its stage; it is still rolled back where it is worse.")
    static final class Pause extends OfModel {
        Pause() {
            super(RolloutCommandType.PAUSE);
        }
    }

    /** Lets it go on. */
    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Let a paused candidate go on.")
    static final class Resume extends OfModel {
        Resume() {
            super(RolloutCommandType.RESUME);
        }
    }

    /** Takes a version out of what may serve. */
    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = {
                "Take a version out of what may ever serve again; its latents can still be decoded.",
                "Refused while latents of it may be in the topic."
            })
    static final class Retire extends ModelsRolloutCommand {

        @Parameters(paramLabel = "NAME:VERSION", description = "Which; NAME/VERSION too.")
        private String which;

        @Option(names = "--force", description = "Also while latents of it may be there.")
        private boolean force;

        @Override
        RolloutCommand command(RolloutAsk with) {
            ModelId id = RolloutAsk.version(which);
            return with.command(RolloutCommandType.RETIRE, id.name())
                    .setVersion(id.version())
                    .setForce(force)
                    .build();
        }
    }

    /** How submitted versions come into service. */
    @Command(
            name = "policy",
            mixinStandardHelpOptions = true,
            description =
                    "Say how a submitted version comes into service: guarded (by evidence), immediate, or manual.")
    static final class Policy extends ModelsRolloutCommand {

        @Parameters(index = "0", paramLabel = "NAME", description = "Which model.")
        private String name;

        @Parameters(index = "1", paramLabel = "POLICY", description = "guarded, immediate or manual.")
        private String policy;

        @Option(
                names = "--canary",
                split = ",",
                paramLabel = "PERCENT",
                description = "Shares of keys that a candidate goes through, rising (default: as it was).")
        private List<Integer> percents = List.of();

        @Override
        RolloutCommand command(RolloutAsk with) {
            return with.command(RolloutCommandType.SET_POLICY, name)
                    .setPolicy(policy)
                    .setCanaryPercents(percents)
                    .build();
        }
    }

    /** What is asked of a model, whatever its version. */
    abstract static class OfModel extends ModelsRolloutCommand {

        private final RolloutCommandType type;

        @Parameters(paramLabel = "NAME", description = "Which model.")
        private String name;

        OfModel(RolloutCommandType type) {
            this.type = type;
        }

        @Override
        final RolloutCommand command(RolloutAsk with) {
            return with.command(type, name).build();
        }
    }
}
