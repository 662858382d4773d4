package dev.narrows.standalone.models;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutChange;
import dev.narrows.schemas.RolloutCommand;
import dev.narrows.schemas.RolloutCommandType;
import dev.narrows.schemas.model.ModelChoice;
import dev.narrows.schemas.model.ModelId;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutCommands;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options and steps of whatever asks for something of a rollout: the command is sent, and the answer waited for. */
final class RolloutAsk {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why (default: asked for by hand).")
    private String reason = "asked for by hand";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for a service to answer (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    /** A command to be filled further. */
    RolloutCommand.Builder command(RolloutCommandType type, String model) {
        String actor = System.getProperty("user.name", "unknown");
        return RolloutCommands.command(type, model, actor, reason, Clock.systemUTC());
    }

    /** The version that a person names. */
    static ModelId version(String which) {
        return ModelChoice.of(which)
                .id()
                .orElseThrow(() -> new IllegalArgumentException("model: " + which + " (expected: NAME:VERSION)"));
    }

    /**
     * Sends it.
     *
     * @return exit code: 0 where it was carried out
     */
    int send(RolloutCommand command, NarrowsSettings settings, CommandSpec spec) {
        try (SchemaRegistry registry = SchemaRegistry.connect(settings.registry());
                RolloutCommands commands = RolloutCommands.open(
                        settings.client(),
                        settings.topics().commands(),
                        settings.topics().rollouts(),
                        registry)) {
            Optional<Rollout> answer = commands.ask(command, Duration.ofSeconds(seconds));
            if (answer.isEmpty()) {
                error(spec)
                        .println("narrows: no answer within " + seconds + " s (expected: a running service of model "
                                + command.getModelName() + "); the command is kept for "
                                + RolloutCommands.KEPT.toDays() + " days and carried out when one comes");
                return 1;
            }
            return told(answer.get(), spec);
        }
    }

    private static int told(Rollout answer, CommandSpec spec) {
        if (answer.getChange() == RolloutChange.REFUSED) {
            error(spec).println("narrows: refused: " + answer.getReason());
            return 1;
        }
        spec.commandLine().getOut().println(state(answer));
        return 0;
    }

    /** What is in service, in a line. */
    private static String state(Rollout rollout) {
        String name = rollout.getModelName() + "/";
        String stable = rollout.getStableVersion() == null
                ? "no version is stable"
                : name + rollout.getStableVersion() + " is stable";
        if (rollout.getCandidateVersion() == null) {
            return rollout.getChange() == RolloutChange.POLICY
                    ? stable + ", policy " + rollout.getPolicy().name().toLowerCase(Locale.ROOT)
                    : stable;
        }
        String percent = rollout.getCanaryPercent() > 0 ? " at " + rollout.getCanaryPercent() + " %" : "";
        return stable + ", " + name + rollout.getCandidateVersion() + " in "
                + rollout.getStage().name().toLowerCase(Locale.ROOT) + percent
                + (rollout.getPaused() ? ", paused" : "");
    }

    private static PrintWriter error(CommandSpec spec) {
        return spec.commandLine().getErr();
    }
}
