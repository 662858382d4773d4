package dev.narrows.standalone.deadletters;

import picocli.CommandLine.Command;

/** What lies among the dead letters, and a second try for it. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Records that were no usable vector: list them, show one, send them again.",
        synopsisSubcommandLabel = "(list | show | replay)",
        subcommands = {DeadLettersListCommand.class, DeadLettersShowCommand.class, DeadLettersReplayCommand.class})
public final class DeadLettersCommand {}
