package dev.narrows.standalone.operate;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.topics.TopicAdmin;
import dev.narrows.stream.topics.TopicPlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The topics that a service needs, as they should be. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "The topics of a service: how they should be, and how they are.",
        synopsisSubcommandLabel = "(create | check)")
public final class TopicsCommand {

    /** How the topics should be. */
    static final class Wish {
        @Option(
                names = "--partitions",
                paramLabel = "N",
                description = "Of input and outputs (default: ${DEFAULT-VALUE}).")
        private int partitions = 4;

        @Option(
                names = "--replication-factor",
                paramLabel = "N",
                description = "Copies of each partition (default: the brokers' own).")
        private Short replicas;

        @Option(
                names = "--min-insync-replicas",
                paramLabel = "N",
                description = "Copies that must have a record before it counts as written (default: the brokers' own).")
        private Integer minInsync;

        private TopicPlan plan(NarrowsSettings settings, CommandSpec spec) {
            if (partitions < 1) {
                throw new ParameterException(spec.commandLine(), "--partitions: " + partitions + " (expected: >= 1)");
            }
            return TopicPlan.of(settings, partitions, Optional.ofNullable(replicas), Optional.ofNullable(minInsync));
        }
    }

    @Spec
    private CommandSpec spec;

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Print what would be made or changed; with --apply do it.",
                "Partitions are never added to a topic that exists."
            })
    int create(
            @Mixin ConnectionOptions connection,
            @Mixin Wish wish,
            @Option(names = "--apply", description = "Do it.") boolean apply) {
        NarrowsSettings settings = connection.reached();
        TopicPlan plan = wish.plan(settings, spec);
        try (TopicAdmin admin = TopicAdmin.open(settings.client())) {
            List<String> lines = plan.differences(admin);
            print(lines);
            if (!apply) {
                say(lines.isEmpty() ? "nothing to do" : "nothing was changed; --apply does it");
                return 0;
            }
            List<String> left = plan.apply(admin);
            say(left.isEmpty() ? "done" : "done, but " + String.join("; ", left));
            return left.isEmpty() ? 0 : 1;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Print what is not as it should be. Exit code 1 where there is something.")
    int check(@Mixin ConnectionOptions connection, @Mixin Wish wish) {
        NarrowsSettings settings = connection.reached();
        try (TopicAdmin admin = TopicAdmin.open(settings.client())) {
            List<String> lines = wish.plan(settings, spec).differences(admin);
            print(lines);
            return lines.isEmpty() ? 0 : 1;
        }
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
    }

    private void say(String text) {
        spec.commandLine().getErr().println(text);
    }
}
