package dev.narrows.laboratory;

import dev.narrows.laboratory.soak.SoakBench;
import dev.narrows.laboratory.soak.SoakReport;
import dev.narrows.laboratory.soak.SoakSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a service needs more and more. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Hold a service under load, swap its model again and again, and see whether it grows.",
        description =
                "Needs a JDK. Exit code 1 where a record is lost, doubled, out of order or changed, or from the second"
                        + " tenth of the time to the last the heap in use grows by 16 MiB, the process by 64 MiB, its threads by 5"
                        + " or its descriptors by 17.")
final class SoakCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions bench;

    @Option(names = "--minutes", paramLabel = "N", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes = 60;

    @Option(names = "--swaps", paramLabel = "N", description = "Of the model within (default: ${DEFAULT-VALUE}).")
    private int swaps = 100;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second (default: ${DEFAULT-VALUE}).")
    private int rate = 5_000;

    @Option(names = "--partitions", paramLabel = "N", description = "Of the input (default: ${DEFAULT-VALUE}).")
    private int partitions = 4;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SoakSettings settings = settings();
        Consumer<String> lines = spec.commandLine().getErr()::println;
        try (BenchOptions.Site site = bench.open(lines)) {
            SoakReport found = new SoakBench(site.venue(), settings, lines).measure();
            String json = found.toJson();
            spec.commandLine().getOut().print(json);
            bench.report(json);
            List<String> missed = found.missed();
            missed.forEach(line -> lines.accept("narrows: " + line));
            return missed.isEmpty() ? 0 : 1;
        }
    }

    private SoakSettings settings() {
        try {
            Duration time =
                    Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis()));
            return new SoakSettings(time, swaps, rate, partitions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
