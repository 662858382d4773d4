package dev.narrows.stream;

import dev.narrows.stream.config.HttpSettings;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.check.SettingException;
import dev.narrows.stream.config.source.PipelineLayers;
import dev.narrows.stream.fault.Failure;
import dev.narrows.stream.start.StartException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final int FAILED = 1;
    private static final int NOT_STARTED = 2;
    private static final String PORT = "http.port";

    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingFlags flags;

    @Option(names = "--settings", description = "Prints every setting with its default and purpose, and exits.")
    private boolean printSettings;

    /** The service alone. */
    public ServeCommand() {
        this(Surroundings.NONE);
    }

    /** The service, and what another program puts around it. */
    public ServeCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (printSettings) {
            spec.commandLine().getOut().print(NarrowsSettings.documentation());
            return 0;
        }
        // Whatever is printed is printed before the termination closes: at SIGTERM the process ends then.
        try (Main.Termination termination = Main.onTermination()) {
            return serve(termination, err);
        }
    }

    private int serve(Main.Termination termination, PrintWriter err) {
        endAtErrors(termination);
        try (Surroundings open = around;
                Serving service = start(open)) {
            termination.stops(service);
            return ended(service.awaitEnd(), err);
        } catch (StartException | SettingException e) {
            if (termination.failure().isPresent()) {
                return ended(termination.failure(), err);
            }
            err.println("narrows: " + e.getMessage());
            return NOT_STARTED;
        } catch (InterruptedException e) {
            // Told to stop just when it had started.
            return ended(termination.failure(), err);
        }
    }

    private static int ended(Optional<Failure> failure, PrintWriter err) {
        failure.ifPresent(why -> err.println("narrows: failed: " + why.reason()));
        return failure.isPresent() ? FAILED : 0;
    }

    /** A thread that dies of an Error, say for want of memory, leaves a service that is not whole and does not know. */
    private static void endAtErrors(Main.Termination termination) {
        Thread.setDefaultUncaughtExceptionHandler((thread, why) -> {
            LOG.error("thread ended thread={}", thread.getName(), why);
            if (why instanceof Error) {
                termination.fails(Failure.of("thread " + thread.getName(), why));
            }
        });
    }

    private Serving start(Surroundings open) {
        Map<String, String> given = flags.given(System.getenv());
        try {
            if (PipelineLayers.isIn(given)) {
                return pipelines(open, given);
            }
            NarrowsSettings settings = NarrowsSettings.of(open.open(given), given);
            return NarrowsService.start(settings, open.routes(settings));
        } finally {
            if (Thread.interrupted()) {
                LOG.info("told to stop");
            }
        }
    }

    /** The port that all are given is that of the process; each has a free one, or its own. */
    private static PipelineHost pipelines(Surroundings open, Map<String, String> given) {
        Map<String, Map<String, String>> layers = PipelineLayers.of(given);
        String common = given.getOrDefault(PORT, "");
        Map<String, NarrowsSettings> settings = new LinkedHashMap<>();
        layers.forEach((name, layer) -> {
            Map<String, String> own = new TreeMap<>(layer);
            own.remove(PORT, common);
            try {
                settings.put(name, NarrowsSettings.of(Map.of(PORT, "0"), open.open(layer), own));
            } catch (SettingException e) {
                throw new StartException("pipeline " + name + ": " + e.getMessage(), e);
            }
        });
        Map<String, String> first = new TreeMap<>(layers.values().iterator().next());
        first.remove(PORT);
        HttpSettings at = NarrowsSettings.of(
                        open.open(first), first, common.isEmpty() ? Map.of() : Map.of(PORT, common))
                .http();
        return PipelineHost.start(at, settings, open::routes);
    }
}
