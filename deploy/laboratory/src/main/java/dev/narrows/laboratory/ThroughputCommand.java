package dev.narrows.laboratory;

import dev.narrows.laboratory.contest.Contestant;
import dev.narrows.laboratory.measure.Throughput;
import dev.narrows.laboratory.measure.ThroughputSettings;
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

/** How many records a second the service moves, beside what bounds it. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Records a second of the service, beside what bounds it.",
        description = "Each contestant goes through the same topic in a JVM of its own, one after the other and again:"
                + " drain (a consumer that drops), loop (consumer, model, producer), floor (a topology that forwards 76"
                + " bytes), naive (the textbook topology), dense and int8 (the service with a"
                + " network dim-128-64-128-dim), narrows (the service with what train makes of the vectors), shadow"
                + " and canary (the same while a second version is tried, as a shadow at the default share of rows or as"
                + " a canary for half of the keys), anomalies and storm (the same while a tenth of the records, or all of"
                + " them, alert). The median counts.")
final class ThroughputCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions bench;

    @Option(
            names = "--contestants",
            split = ",",
            paramLabel = "NAME",
            description = "Who is measured (default: all but shadow, canary, anomalies and storm).")
    private List<Contestant> contestants = Contestant.USUAL;

    @Option(
            names = "--partitions",
            split = ",",
            paramLabel = "N",
            description = "Partitions of the input, one measurement each (default: 4).")
    private List<Integer> partitions = List.of(4);

    @Option(names = "--records", paramLabel = "N", description = "Records of the input (default: ${DEFAULT-VALUE}).")
    private long records = 1_500_000;

    @Option(names = "--repeats", paramLabel = "N", description = "Runs of each (default: ${DEFAULT-VALUE}).")
    private int repeats = 3;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            description = "How long each works at least before it is measured; up to four times as long while its JIT "
                    + "compilers are at work (default: ${DEFAULT-VALUE}).")
    private Duration warmUp = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ThroughputSettings settings;
        try {
            settings = new ThroughputSettings(contestants, partitions, records, repeats, warmUp);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Consumer<String> lines = spec.commandLine().getErr()::println;
        try (BenchOptions.Site site = bench.open(lines)) {
            String json =
                    new Throughput(site.venue(), settings, lines).measure().toJson();
            spec.commandLine().getOut().print(json);
            bench.report(json);
        }
        return 0;
    }
}
