package dev.narrows.laboratory;

import dev.narrows.laboratory.contest.Contestant;
import dev.narrows.laboratory.contest.WarmUp;
import dev.narrows.stream.SettingFlags;
import dev.narrows.stream.config.NarrowsSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the bench measures, in the JVM that the bench starts for it; runs until it is killed. Logs errors only. */
@Command(name = "contestant", description = "Runs one of the programs that the bench compares.")
public final class ContestantMain implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Which, as in throughput --contestants.")
    private Contestant contestant;

    @Option(names = "--warm-up", paramLabel = "DURATION", description = "How long it works before it is measured.")
    private Duration warmUp = Duration.ZERO;

    @Mixin
    private SettingFlags flags;

    private ContestantMain() {}

    /** Arguments: the contestant's name, {@code --warm-up} and settings; ends with the exit code. */
    public static void main(String[] args) {
        System.setProperty("log4j2.configurationFile", "narrows-service-log4j2.xml");
        System.setProperty("narrows.log.level", "error");
        System.setProperty("narrows.log.kafka", "off");
        System.exit(new CommandLine(new ContestantMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        NarrowsSettings settings = NarrowsSettings.of(flags.given(System.getenv()));
        contestant.run(
                settings,
                round -> NarrowsSettings.of(
                        flags.given(System.getenv()),
                        Map.of("application.id", settings.applicationId() + "-warm-" + round)),
                new WarmUp(warmUp));
        return 0;
    }
}
