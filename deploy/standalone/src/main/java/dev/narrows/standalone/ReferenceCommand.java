package dev.narrows.standalone;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.status.ServiceMetrics;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every command, setting and metric, from the code itself. */
@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description = "Print every command with its options, every setting and every metric, as Markdown.")
final class ReferenceCommand implements Callable<Integer> {

    private static final int WIDTH = 110;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("# Reference of narrows " + new Version().getVersion()[0].replace("narrows ", ""));
        out.println("\n## Commands");
        commands(out, spec.root().commandLine());
        out.println("\n## Settings of the service\n");
        out.println("In a file, as `--set key=value`, or as a variable: `NARROWS_INPUT_TOPIC` is `input.topic`.\n");
        block(out, NarrowsSettings.documentation());
        out.println("\n## Metrics of the service\n");
        out.println("What it tells before its stream starts; Kafka's own, `kafka_*`, come with that.\n");
        block(out, metrics());
        return 0;
    }

    private static void commands(PrintWriter out, CommandLine command) {
        out.println("\n### " + command.getCommandSpec().qualifiedName() + "\n");
        command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
        block(out, command.getUsageMessage(Ansi.OFF));
        for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
            // A command stands under its aliases too.
            if (each.getKey().equals(each.getValue().getCommandName())) {
                commands(out, each.getValue());
            }
        }
    }

    private static void block(PrintWriter out, String text) {
        text.lines().forEach(line -> out.println(line.isBlank() ? "" : "    " + line));
    }

    private static String metrics() {
        try (ServiceMetrics metrics = new ServiceMetrics(InstantSource.system())) {
            return metrics.scrape()
                    .lines()
                    .filter(line -> line.startsWith("# HELP"))
                    .map(line -> line.substring("# HELP ".length()))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }
}
