package dev.narrows.standalone.deadletters;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.deadletter.Replay;
import dev.narrows.stream.deadletter.ReplaySettings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends dead letters again to the input topic. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Send those that are there now again, as their producers wrote them, to the partitions they came from.",
            "A header, narrows.replays, counts how often; a record that came back too often is left. The letters stay:"
                    + " replaying them twice sends the records twice, so go on from the offsets that it ends with."
        })
final class DeadLettersReplayCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private DeadLetterOptions which;

    @Option(names = "--all", description = "All of them, where no filter is given.")
    private boolean all;

    @Option(names = "--dry-run", description = "Send nothing; print what would become of each.")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", description = "At most N a second (default: as fast as it goes).")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(names = "--max", paramLabel = "N", description = "Send at most N (default: all).")
    private long max = Long.MAX_VALUE;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description = "Send no record again more often than N times in all (default: ${DEFAULT-VALUE}).")
    private int attempts = ReplaySettings.ATTEMPTS;

    @Option(
            names = "--to-topic",
            paramLabel = "TOPIC",
            description = "Send to this topic, wherever they came from (default: those of input.topic, back to it).")
    private @Nullable String toTopic;

    @Option(names = "--json", description = "Tell the outcome as a JSON object on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (which.isEmpty() && !all) {
            throw new ParameterException(spec.commandLine(), "no filter (expected: at least one, or --all)");
        }
        NarrowsSettings settings = connection.reached();
        String input = settings.input().topic();
        ReplaySettings how = new ReplaySettings(
                toTopic == null ? input : toTopic, toTopic == null ? input : "", dryRun, rate, max, attempts);
        PrintWriter out = spec.commandLine().getOut();
        try (Replay replay = Replay.open(settings.client(), settings.topics().deadLetters(), how)) {
            tell(
                    replay.run(which.filter(), (letter, fate) -> {
                        if (dryRun && !json) {
                            out.println(fate.label() + ": " + DeadLetterLine.text(letter));
                        }
                    }),
                    how);
        }
        return 0;
    }

    private void tell(Replay.Report report, ReplaySettings how) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("dryRun", how.dryRun());
            object.put("topic", how.topic());
            object.putAll(report.fields());
            spec.commandLine().getOut().println(DeadLetterLine.json(object));
            return;
        }
        String fates = report.fates().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
        String next = new TreeMap<>(report.next())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" "));
        PrintWriter err = spec.commandLine().getErr();
        err.println((how.dryRun() ? "would be: " : "") + (fates.isEmpty() ? "none" : fates) + " (to " + how.topic()
                + ")" + (report.more() ? "; there are more" : ""));
        err.println("next offsets: " + next);
    }
}
