package dev.narrows.stream;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.SettingException;
import dev.narrows.stream.config.SettingSources;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code serve}: runs the service until it is told to stop. Exit code 0 after a clean stop, 1 when the
 * service failed for good, 2 when it could not start; each failure is one line on stderr.
 */
@Command(
        name = "serve",
        description = "Encodes the vectors of a topic into latents, alerts and dead letters.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int NOT_STARTED = 2;
    private static final Path DEFAULT_FILE = Path.of("narrows.properties");
    private static final String FILE_VARIABLE = "NARROWS_CONFIG";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Properties file; by default $NARROWS_CONFIG, else narrows.properties where there is one.")
    private Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "A setting; wins over environment (NARROWS_INPUT_TOPIC=...) and file. May be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--settings", description = "Prints every setting with its default and purpose, and exits.")
    private boolean printSettings;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (printSettings) {
            spec.commandLine().getOut().print(NarrowsSettings.documentation());
            return 0;
        }
        try (Main.Termination termination = Main.onTermination();
                NarrowsService service = NarrowsService.start(settings(System.getenv()))) {
            termination.stops(service);
            Optional<String> failure = service.awaitEnd();
            failure.ifPresent(reason -> err.println("narrows: failed: " + reason));
            return failure.isPresent() ? FAILED : 0;
        } catch (StartException | SettingException e) {
            err.println("narrows: " + e.getMessage());
            return NOT_STARTED;
        } catch (InterruptedException e) {
            // Told to stop just when it had started.
            return 0;
        }
    }

    private NarrowsSettings settings(Map<String, String> environment) {
        return NarrowsSettings.of(
                fileSettings(environment), SettingSources.environment(environment), SettingSources.flags(assignments));
    }

    private Map<String, String> fileSettings(Map<String, String> environment) {
        if (file != null) {
            return SettingSources.file(file);
        }
        String named = environment.get(FILE_VARIABLE);
        if (named != null) {
            return SettingSources.file(Path.of(named));
        }
        return Files.exists(DEFAULT_FILE) ? SettingSources.file(DEFAULT_FILE) : Map.of();
    }
}
