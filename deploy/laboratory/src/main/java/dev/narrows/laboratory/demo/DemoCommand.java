package dev.narrows.laboratory.demo;

import dev.narrows.laboratory.demo.outcome.DemoReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells the whole story on real digits, in this process. Exit code 1 where a record was lost or doubled. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Show the whole way on real digits, all in this process.",
        description =
                "Starts a broker, a registry and the service, trains, streams, trains better, decodes everything back,"
                        + " and counts what was saved, caught and lost. Exit code 1 where a record was lost or doubled.")
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--exit",
            description = "End after the story, instead of streaming on for whoever watches the page.")
    private boolean exit;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the page; 0 takes a free one (default: 8080).")
    private int port = 8080;

    @Option(names = "--records", paramLabel = "N", description = "Records to stream, at least 1000 (default: 24000).")
    private int records = DemoSettings.standard().streamRecords();

    @Option(
            names = "--data-folder",
            paramLabel = "FOLDER",
            description = "Where the broker keeps its data, a new folder (default: one that is deleted at the end).")
    private Path dataFolder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, TimeoutException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Demo demo = Demo.start(settings(), err::println)) {
            // Ctrl-C too shall leave no data folder behind.
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-close"));
            DemoReport found = demo.tell();
            out.println();
            out.print(found.table());
            out.flush();
            if (report != null) {
                Files.writeString(report, found.toJson());
            }
            if (!exit) {
                err.println("Streaming on; the page is at " + demo.page() + ". Ctrl-C ends it.");
                demo.streamOn();
            }
            return found.complete() ? 0 : 1;
        }
    }

    private DemoSettings settings() {
        try {
            return DemoSettings.standard().at(dataFolder, port).withRecords(records);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
