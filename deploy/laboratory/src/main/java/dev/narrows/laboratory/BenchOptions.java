package dev.narrows.laboratory;

import dev.narrows.laboratory.jvm.JvmOptions;
import dev.narrows.laboratory.venue.BenchCluster;
import dev.narrows.laboratory.venue.BenchData;
import dev.narrows.laboratory.venue.ContestSettings;
import dev.narrows.laboratory.venue.Venue;
import dev.narrows.stream.config.source.SettingSources;
import dev.narrows.trainer.flags.training.ChoiceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the measurements of the running service share: cluster, vectors, model, and where the report goes. */
final class BenchOptions {

    @Option(
            names = "--brokers",
            paramLabel = "HOST:PORT",
            description = "A Kafka cluster to measure on (default: a broker in a process of its own, here).")
    private @Nullable String brokers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry beside --brokers (default: ${DEFAULT-VALUE}).")
    private String registry = "http://localhost:8081";

    @Mixin
    private BenchInputs inputs;

    @Option(names = "--threads", paramLabel = "N", description = "Stream threads (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Mixin
    private ChoiceOptions choice;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Where the model runs: cpu, cuda or auto (default: ${DEFAULT-VALUE}).")
    private String provider = "cpu";

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "Option of every contestant's JVM; may be repeated (default: what the launcher gives serve on"
                    + " two cores: -Xmx512m -Xmn384m -XX:+UseParallelGC, and huge pages where the system has them).")
    private List<String> jvm = JvmOptions.ofLauncher();

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "A setting of every contestant, as the service names it; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    /** What all contestants have in common. */
    private ContestSettings contestants() {
        Map<String, String> settings = new HashMap<>(SettingSources.flags(assignments));
        settings.put("execution.provider", provider);
        return new ContestSettings(threads, inputs.model(), choice.speed(), choice.budget(), jvm, settings);
    }

    /** Writes the report where one is wanted. */
    void report(String json) throws IOException {
        inputs.report(json);
    }

    /** Opens the vectors, and a broker where none is named. */
    Site open(Consumer<String> lines) throws IOException {
        Path scratch = Files.createTempDirectory("narrows-bench-");
        try {
            BenchData vectors = inputs.vectors(scratch);
            BenchCluster cluster = brokers == null ? BenchCluster.start(scratch) : BenchCluster.at(brokers, registry);
            Site site = new Site(Venue.of(cluster, scratch, vectors, contestants()));
            // Ctrl-C too shall leave neither a broker nor its data behind.
            Runtime.getRuntime().addShutdownHook(new Thread(site::close, "bench-close"));
            lines.accept("broker " + (brokers == null ? "in a process of its own" : brokers));
            return site;
        } catch (RuntimeException e) {
            delete(scratch);
            throw e;
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What is measured on; {@link #close} ends the broker and deletes what it wrote. */
    static final class Site implements AutoCloseable {

        private final Venue venue;
        private boolean closed;

        private Site(Venue venue) {
            this.venue = venue;
        }

        Venue venue() {
            return venue;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                venue.cluster().close();
                delete(venue.scratch());
            }
        }
    }
}
