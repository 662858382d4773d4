package dev.narrows.laboratory;

import dev.narrows.laboratory.chaos.ChaosBench;
import dev.narrows.laboratory.chaos.ChaosReport;
import dev.narrows.laboratory.chaos.ChaosSettings;
import dev.narrows.laboratory.jvm.JvmOptions;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.trainer.setting.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether records survive faults. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Kill, stop and cut off services, broker and registry under load, and count records.",
        description =
                "Two services of one group; all goes through proxies of the bench's own. Exit code 1 where a record is"
                        + " lost, doubled, out of order or changed. The same seed makes the same plan of faults.")
final class ChaosCommand implements Callable<Integer> {

    @Mixin
    private BenchInputs inputs;

    @Option(names = "--minutes", paramLabel = "N", description = "For faults (default: ${DEFAULT-VALUE}).")
    private double minutes = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Of the plan of faults (default: another each time).")
    private @Nullable Long seed;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second (default: ${DEFAULT-VALUE}).")
    private int rate = 1_000;

    @Option(names = "--partitions", paramLabel = "N", description = "Of the input (default: ${DEFAULT-VALUE}).")
    private int partitions = 4;

    @Option(names = "--keep", description = "Keep the folder with logs and the broker's data, and tell where it is.")
    private boolean keep;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ChaosSettings settings = settings();
        Consumer<String> lines = spec.commandLine().getErr()::println;
        Path scratch = Files.createTempDirectory("narrows-chaos-");
        try {
            ContestSettings services = new ContestSettings(
                    1,
                    inputs.model(),
                    Speed.BALANCED,
                    Duration.ZERO,
                    JvmOptions.ofLauncher(),
                    Map.of("execution.provider", "cpu"));
            ChaosReport found = new ChaosBench(scratch, inputs.vectors(scratch), services, settings, lines).run();
            String json = found.toJson();
            spec.commandLine().getOut().print(json);
            inputs.report(json);
            List<String> missed = found.missed();
            missed.forEach(line -> lines.accept("narrows: " + line));
            return missed.isEmpty() ? 0 : 1;
        } finally {
            if (keep) {
                lines.accept("kept: " + scratch);
            } else {
                BenchOptions.delete(scratch);
            }
        }
    }

    private ChaosSettings settings() {
        try {
            Duration time =
                    Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis()));
            return new ChaosSettings(time, seed == null ? new Random().nextInt() : seed, rate, partitions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
