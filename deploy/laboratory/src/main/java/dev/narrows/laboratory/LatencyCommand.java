package dev.narrows.laboratory;

import dev.narrows.laboratory.measure.Latency;
import dev.narrows.laboratory.measure.LatencySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How long a record takes through the service, beside the forwarding topology. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Time from produce to visible, beside a topology that only forwards.",
        description = "Sends at fixed rates and measures from when a record was due until a consumer under"
                + " read_committed has its result; a stall counts for every record that was due meanwhile.")
final class LatencyCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions bench;

    @Option(
            names = "--rates",
            split = ",",
            converter = Rate.class,
            paramLabel = "RATE",
            description = "Records a second, or half: half of what the service is first measured to move"
                    + " (default: 1000,10000,half).")
    private List<Integer> rates = List.of(1_000, 10_000, 0);

    @Option(names = "--partitions", paramLabel = "N", description = "Of the input (default: ${DEFAULT-VALUE}).")
    private int partitions = 4;

    @Option(names = "--warm-up", paramLabel = "DURATION", description = "Not counted (default: PT15S).")
    private Duration warmUp = Duration.ofSeconds(15);

    @Option(names = "--time", paramLabel = "DURATION", description = "Counted, for each rate (default: PT20S).")
    private Duration time = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LatencySettings settings;
        try {
            settings = new LatencySettings(rates, partitions, warmUp, time);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Consumer<String> lines = spec.commandLine().getErr()::println;
        try (BenchOptions.Site site = bench.open(lines)) {
            String json = new Latency(site.venue(), settings, lines).measure().toJson();
            spec.commandLine().getOut().print(json);
            bench.report(json);
        }
        return 0;
    }

    /** A rate, or half, which is 0. */
    static final class Rate implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.equals("half")) {
                return 0;
            }
            try {
                int rate = Integer.parseInt(text);
                if (rate > 0) {
                    return rate;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' (expected: records a second, or half)");
            }
            throw new TypeConversionException("'" + text + "' (expected: records a second, or half)");
        }
    }
}
