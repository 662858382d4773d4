package dev.narrows.standalone.operate;

import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.skip.SkippedRecords;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves a stopped service past records that it cannot get past itself, with a dead letter for each. */
@Command(
        name = "skip",
        mixinStandardHelpOptions = true,
        description = {
            "Move a stopped service past records that stop it at each start.",
            "Each record skipped gets a dead letter with reason 'skipped', without key and value; they stay where they"
                    + " are in the input topic. Topic and group are input.topic and application.id of the settings."
        })
public final class SkipCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--partition", paramLabel = "P", required = true, description = "Partition of the input topic.")
    private int partition;

    @Option(
            names = "--offset",
            paramLabel = "O",
            required = true,
            description = "The first record to skip: where the group stands.")
    private long offset;

    @Option(names = "--to", paramLabel = "E", description = "The first record not to skip (default: O + 1).")
    private @Nullable Long to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NarrowsSettings settings = connection.reached();
        long end = to == null ? offset + 1 : to;
        new SkippedRecords(settings).skip(partition, offset, end);
        spec.commandLine()
                .getErr()
                .println("skipped " + (end - offset) + " of " + settings.input().topic() + "-" + partition + "; "
                        + settings.applicationId() + " goes on at offset " + end);
        return 0;
    }
}
