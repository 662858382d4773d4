package dev.narrows.laboratory;

import dev.narrows.laboratory.rollout.RolloutBench;
import dev.narrows.laboratory.rollout.RolloutBenchSettings;
import dev.narrows.laboratory.rollout.RolloutReport;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.stream.evidence.EvidenceSettings;
import dev.narrows.trainer.dataset.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How often the evidence of a rollout is wrong, and how many records it takes. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Wrong roll-backs and promotions of new versions, and records until one is decided on.",
        description =
                "Two codecs learn from different halves of the rows; rows that neither saw are drawn again and again, and the"
                        + " service's guardrails are asked after every one. The candidate is exactly as good on average,"
                        + " and is then made worse or better by a factor on its squared error. Records are rows that both"
                        + " versions encode: those that shadow or canary samples.")
final class RolloutBenchCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with X or X_train, or a file, in any format that train reads (default: the demo's digits).")
    private @Nullable Path data;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Runs of each rate (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Rows that each of these is looked at for (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--effect-runs",
            paramLabel = "N",
            defaultValue = "100",
            description = "Runs of each effect (default: ${DEFAULT-VALUE}).")
    private int effectRuns;

    @Option(
            names = "--effect-rows",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Rows that each of these is looked at for, at most (default: ${DEFAULT-VALUE}).")
    private int effectRows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RolloutReport found = RolloutBench.of(rows(), settings(), EvidenceSettings.DEFAULT, line -> {
                    out.println(line);
                    out.flush();
                })
                .run();
        if (report != null) {
            Files.writeString(report, found.toJson());
        }
        return 0;
    }

    private RolloutBenchSettings settings() {
        try {
            return new RolloutBenchSettings(runs, rows, effectRuns, effectRows, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Dataset rows() throws IOException {
        if (data != null) {
            return BenchData.open(data).rows();
        }
        return BenchData.digits(Files.createTempDirectory("narrows-rollout")).rows();
    }
}
