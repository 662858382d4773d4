package dev.narrows.standalone.connection;

import dev.narrows.schemas.topic.Brokers;
import dev.narrows.stream.SettingFlags;
import dev.narrows.stream.config.NarrowsSettings;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where the cluster is and how its topics are called, for commands that are clients of a running Narrows. The settings
 * are the service's own, in its order; what nobody sets is the cluster that {@code serve} and {@code demo} start here.
 */
public final class ConnectionOptions {
    public static final String SERVERS = "kafka.bootstrap.servers";
    public static final String REGISTRY = "schema.registry.url";
    // Who waits at a terminal gives up sooner than a service.
    private static final Map<String, String> LOCAL = Map.of(
            SERVERS,
            "localhost:9092",
            REGISTRY,
            "http://localhost:8081",
            "kafka.request.timeout.ms",
            "10000",
            "kafka.default.api.timeout.ms",
            "15000");

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers; setting kafka.bootstrap.servers (default: localhost:9092).")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry; setting schema.registry.url (default: http://localhost:8081).")
    private @Nullable String registry;

    @Mixin
    private SettingFlags flags;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Throws {@link dev.narrows.stream.config.check.SettingException} where they cannot be right. */
    public NarrowsSettings settings() {
        return settings(System.getenv());
    }

    /**
     * The settings, once a broker has answered, for which it waits some seconds.
     *
     * @throws dev.narrows.stream.config.check.SettingException where they cannot be right
     * @throws RuntimeException in one line, where no broker answers
     */
    public NarrowsSettings reached() {
        NarrowsSettings settings = settings();
        Brokers.reach(settings.client());
        return settings;
    }

    /** The settings for a look that makes nothing. */
    public NarrowsSettings looking() {
        return settings(System.getenv(), Map.of("topics.create", "false", "input.create", "false"));
    }

    public NarrowsSettings settings(Map<String, String> environment) {
        return settings(environment, Map.of());
    }

    private NarrowsSettings settings(Map<String, String> environment, Map<String, String> over) {
        Map<String, String> shorthands = new HashMap<>(over);
        if (bootstrapServers != null) {
            shorthands.put(SERVERS, bootstrapServers);
        }
        if (registry != null) {
            shorthands.put(REGISTRY, registry);
        }
        NarrowsSettings settings = NarrowsSettings.of(LOCAL, flags.given(environment), shorthands);
        PrintWriter err = command.commandLine().getErr();
        settings.warnings().forEach(warning -> err.println("warning: " + warning));
        return settings;
    }
}
