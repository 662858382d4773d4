package dev.narrows.stream;

import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.SettingException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
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
        try (Surroundings open = around;
                NarrowsService service = start(open)) {
            termination.stops(service);
            endAtErrors(service);
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

    /** A thread that dies of an Error, say for want of memory, leaves a service that is not whole and does not know. */
    private static void endAtErrors(NarrowsService service) {
        Thread.setDefaultUncaughtExceptionHandler((thread, why) -> {
            LOG.error("thread ended thread={}", thread.getName(), why);
            if (why instanceof Error) {
                service.fail("thread " + thread.getName() + ": " + why);
            }
        });
    }

    private NarrowsService start(Surroundings open) {
        Map<String, String> given = flags.given(System.getenv());
        NarrowsSettings settings = NarrowsSettings.of(open.open(given), given);
        try {
            return NarrowsService.start(settings, open.routes(settings));
        } finally {
            if (Thread.interrupted()) {
                LOG.info("told to stop");
            }
        }
    }
}
