package dev.narrows.standalone.deadletters;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.deadletter.DeadLetterTopic;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters, oldest first, partition after partition. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Those there are now, one line each, partition after partition, oldest first.")
final class DeadLettersListCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private DeadLetterOptions which;

    @Option(names = "--max", paramLabel = "N", description = "End after N of them (default: never).")
    private long max = Long.MAX_VALUE;

    @Option(names = "--reasons", description = "Only how many there are of each reason.")
    private boolean reasons;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NarrowsSettings settings = connection.reached();
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Long> counts = new TreeMap<>();
        long[] left = {max};
        try (DeadLetterTopic letters =
                DeadLetterTopic.open(settings.client(), settings.topics().deadLetters())) {
            letters.read(which.filter(), letter -> {
                if (left[0]-- <= 0) {
                    return false;
                }
                counts.merge(letter.reason(), 1L, Long::sum);
                if (!reasons) {
                    out.println(json ? DeadLetterLine.json(letter) : DeadLetterLine.text(letter));
                }
                // False when whoever reads has gone, as with `... list | head`.
                return reasons || !out.checkError();
            });
        }
        if (reasons && json) {
            out.println(DeadLetterLine.json(counts));
        } else if (reasons) {
            counts.forEach((reason, count) -> out.println(count + " " + reason));
        }
        return 0;
    }
}
