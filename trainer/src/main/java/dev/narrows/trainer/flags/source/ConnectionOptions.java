package dev.narrows.trainer.flags.source;

import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.topic.Brokers;
import dev.narrows.schemas.topic.ClientNames;
import dev.narrows.trainer.publish.Destination;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where Kafka and the registry are, and how the topics of models are called. */
public final class ConnectionOptions {

    private static final String REGISTRY = "schema.registry.";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "localhost:9092";

    @Option(names = "--registry", paramLabel = "URL", description = "Schema registry (default: ${DEFAULT-VALUE}).")
    private String registry = "http://localhost:8081";

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "Any other setting of Kafka's clients; schema.registry.* goes to the registry's client.")
    private Map<String, String> others = new HashMap<>();

    @Option(names = "--models-topic", paramLabel = "NAME", description = "Topic of models (default: ${DEFAULT-VALUE}).")
    private String models = "models";

    @Option(
            names = "--rollouts-topic",
            paramLabel = "NAME",
            description = "Topic of rollouts (default: ${DEFAULT-VALUE}).")
    private String rollouts = "rollouts";

    @Option(
            names = "--commands-topic",
            paramLabel = "NAME",
            description = "Topic of what is asked of rollouts (default: ${DEFAULT-VALUE}).")
    private String commands = "rollout-commands";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private boolean warned;

    /** Settings of Kafka's clients. */
    public Map<String, Object> kafka() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        // Who waits at a terminal gives up sooner than a service.
        settings.put("request.timeout.ms", "10000");
        settings.put("default.api.timeout.ms", "15000");
        others.forEach((key, value) -> {
            if (!key.startsWith(REGISTRY)) {
                settings.put(key, value);
            }
        });
        return settings;
    }

    /**
     * Asks for an answer of the brokers, some seconds at most, before something long is begun. Says once which of the
     * given settings no client of Kafka knows.
     *
     * @throws RuntimeException in one line, where none comes
     */
    public void reach() {
        if (command != null && !warned) {
            warned = true;
            PrintWriter err = command.commandLine().getErr();
            others.keySet().stream()
                    .filter(key -> !key.startsWith(REGISTRY))
                    .sorted()
                    .flatMap(key -> ClientNames.warning("--kafka ", key, ClientNames.KNOWN).stream())
                    .forEach(warning -> err.println("warning: " + warning));
        }
        Brokers.reach(kafka());
    }

    /** Connects to the registry; the caller closes it. */
    public SchemaRegistry registry() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("schema.registry.url", registry);
        others.forEach((key, value) -> {
            if (key.startsWith(REGISTRY)) {
                settings.put(key, value);
            }
        });
        return SchemaRegistry.connect(settings);
    }

    public String rollouts() {
        return rollouts;
    }

    /** Where models are published; {@code rollout} says whether they are submitted to be rolled out. */
    public Destination destination(boolean rollout) {
        return new Destination(
                kafka(), this::registry, models, rollout ? new Destination.RolloutTopics(commands, rollouts) : null);
    }

    public String models() {
        return models;
    }
}
