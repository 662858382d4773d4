package dev.narrows.standalone;

import dev.narrows.standalone.bench.Contestant;
import dev.narrows.standalone.bench.ContestantSettings;
import dev.narrows.stream.SettingFlags;
import dev.narrows.stream.config.NarrowsSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the bench measures beside the service, in the JVM that the bench starts for it; runs until it is killed. */
@Command(name = "contestant", hidden = true, description = "Runs what the bench measures beside the service.")
final class ContestantCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "drain, loop, floor or naive.")
    private Contestant contestant;

    @Mixin
    private SettingFlags flags;

    @Override
    public Integer call() throws InterruptedException {
        contestant.run(new ContestantSettings(NarrowsSettings.of(flags.given(System.getenv()))));
        return 0;
    }
}
