package dev.narrows.laboratory;

import dev.narrows.laboratory.upgrade.UpgradeBench;
import dev.narrows.laboratory.upgrade.UpgradeReport;
import dev.narrows.laboratory.upgrade.UpgradeSettings;
import dev.narrows.schemas.RolloutPolicy;
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

/** What consumers notice of upgrades of the model. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Upgrade the model of a running service again and again, and see what consumers notice.",
        description = "Records come in at a fixed rate while one version after the other is published and comes into"
                + " service. Exit code 1 where a record is lost, doubled or out of order, nothing comes out for two"
                + " seconds, the process grows by 64 MiB, or the worst five seconds lack a fifth of the throughput.")
final class UpgradeCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions bench;

    @Option(names = "--upgrades", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int upgrades = 100;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "How versions come into service: guarded, through shadow and canary on little evidence, or"
                    + " immediate (default: guarded).")
    private RolloutPolicy policy = RolloutPolicy.GUARDED;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second (default: ${DEFAULT-VALUE}).")
    private int rate = 5_000;

    @Option(names = "--partitions", paramLabel = "N", description = "Of the input (default: ${DEFAULT-VALUE}).")
    private int partitions = 4;

    @Option(
            names = "--steady",
            paramLabel = "DURATION",
            description = "Measured before the first upgrade (default: ${DEFAULT-VALUE}).")
    private Duration steady = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        UpgradeSettings settings;
        try {
            settings = new UpgradeSettings(upgrades, policy, rate, partitions, steady);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Consumer<String> lines = spec.commandLine().getErr()::println;
        try (BenchOptions.Site site = bench.open(lines)) {
            UpgradeReport found = new UpgradeBench(site.venue(), settings, lines).measure();
            String json = found.toJson();
            spec.commandLine().getOut().print(json);
            bench.report(json);
            List<String> missed = found.missed();
            missed.forEach(line -> lines.accept("narrows: " + line));
            return missed.isEmpty() ? 0 : 1;
        }
    }
}
