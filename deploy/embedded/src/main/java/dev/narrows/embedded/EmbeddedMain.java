package dev.narrows.embedded;

import dev.narrows.embedded.broker.BrokerSettings;
import dev.narrows.embedded.broker.EmbeddedStartException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs an embedded cluster as a process of its own, until SIGTERM or SIGINT. Prints the addresses on one line when it is
 * ready. Exit code 1 when the broker fails or does not start.
 */
@Command(
        name = "embedded",
        mixinStandardHelpOptions = true,
        description =
                "Runs a Kafka broker and a schema registry whose data stay in a folder, until it is told to stop.")
public final class EmbeddedMain implements Callable<Integer> {

    @Option(
            names = "--folder",
            required = true,
            paramLabel = "FOLDER",
            description = "Folder of the data; made if missing.")
    @SuppressWarnings("NullAway.Init") // The option is required, so picocli has set it before anything is called.
    private Path folder;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the broker; 0 takes a free one (default).")
    private int port;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "Port of the registry; 0 takes a free one (default).")
    private int registryPort;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A Kafka broker setting; may be given again.")
    private Map<String, String> brokerSettings = Map.of();

    private EmbeddedMain() {}

    /**
     * Runs the command line and ends the process.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        int status = new CommandLine(new EmbeddedMain()).execute(arguments);
        // Not while a signal ends the process: exit would wait for the hook that waits for nothing more.
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        EmbeddedCluster cluster;
        try {
            cluster = EmbeddedCluster.start(
                    new ClusterSettings(new BrokerSettings(folder, port, 0, brokerSettings), registryPort));
        } catch (EmbeddedStartException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "embedded-stop"));
        System.out.println(cluster.addresses());
        try {
            cluster.ended().toCompletableFuture().join();
            return 0;
        } catch (CompletionException e) {
            System.err.println(Objects.requireNonNullElse(e.getCause(), e).getMessage());
            return 1;
        }
    }
}
