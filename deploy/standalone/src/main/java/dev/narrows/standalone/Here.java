package dev.narrows.standalone;

import dev.narrows.embedded.ClusterSettings;
import dev.narrows.embedded.EmbeddedCluster;
import dev.narrows.standalone.connection.ConnectionOptions;
import dev.narrows.stream.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * What {@code narrows serve} puts around the service: a broker and a registry in this JVM where no setting names others.
 */
final class Here implements Surroundings {

    @Option(
            names = "--data-folder",
            paramLabel = "FOLDER",
            description = "Where the broker of this process keeps its data (default: ${DEFAULT-VALUE}).")
    private Path dataFolder = Path.of("narrows-data");

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description = "Port of the broker of this process; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int brokerPort = 9092;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "Port of the registry of this process; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int registryPort = 8081;

    private final PrintWriter err;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private Map<String, String> started = Map.of();

    /** @param err hears where everything is */
    Here(PrintWriter err) {
        this.err = err;
    }

    @Override
    public Map<String, String> open(Map<String, String> given) {
        if (given.containsKey(ConnectionOptions.SERVERS)) {
            return Map.of();
        }
        if (!started.isEmpty()) {
            return started;
        }
        EmbeddedCluster cluster = EmbeddedCluster.start(ClusterSettings.of(dataFolder, brokerPort, registryPort));
        running.push(cluster);
        err.println("broker " + cluster.bootstrapServers() + ", registry " + cluster.registryUrl() + ", data in "
                + cluster.dataFolder());
        started = Map.of(
                ConnectionOptions.SERVERS,
                cluster.bootstrapServers(),
                ConnectionOptions.REGISTRY,
                cluster.registryUrl(),
                // A broker of one's own begins empty, and makes no topic by itself.
                "input.create",
                "true");
        return started;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception failed) {
                err.println("narrows: not closed cleanly: " + Failures.message(failed));
            }
        }
    }
}
