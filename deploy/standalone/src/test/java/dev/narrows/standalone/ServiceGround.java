package dev.narrows.standalone;

import dev.narrows.embedded.ClusterSettings;
import dev.narrows.embedded.EmbeddedCluster;
import dev.narrows.embedded.broker.BrokerSettings;
import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.RolloutStage;
import dev.narrows.schemas.model.ToyModels;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A cluster with a toy model, and services in processes of their own to be stopped and killed. */
final class ServiceGround implements AutoCloseable {

    static final int DIM = 16;
    static final int CODE_BYTES = 4;
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    private static final String HEARTBEAT_MS = "2000";

    private final EmbeddedCluster cluster;
    private final int partitions;
    private final GroupProtocol protocol;

    private ServiceGround(EmbeddedCluster cluster, int partitions, GroupProtocol protocol) {
        this.cluster = cluster;
        this.partitions = partitions;
        this.protocol = protocol;
    }

    static ServiceGround start(Path folder, int partitions, GroupProtocol protocol)
            throws ExecutionException, InterruptedException {
        String timeout = "" + SESSION_TIMEOUT.toMillis();
        Map<String, String> broker = Map.of(
                // What a killed service leaves open is cleared away in a second or two instead of ten or twenty.
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500",
                // The members' own settings say this in the classic protocol.
                "group.streams.min.session.timeout.ms", timeout,
                "group.streams.session.timeout.ms", timeout,
                "group.streams.min.heartbeat.interval.ms", HEARTBEAT_MS,
                "group.streams.heartbeat.interval.ms", HEARTBEAT_MS,
                "group.streams.initial.rebalance.delay.ms", "0");
        ServiceGround ground = new ServiceGround(
                EmbeddedCluster.start(new ClusterSettings(new BrokerSettings(folder, 0, 0, broker), 0)),
                partitions,
                protocol);
        ground.prepare();
        return ground;
    }

    Load load() {
        return Load.start(client(), partitions);
    }

    Ledger ledger() {
        return new Ledger(client(), partitions);
    }

    /** How many partitions of the input each service of that group has, by the service's name. */
    Map<String, Integer> shares() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client())) {
            return protocol.shares(admin);
        }
    }

    /**
     * Starts a service.
     *
     * @param name its client id
     * @param scratch its working and temporary folder; its output goes to service.log there
     */
    Process service(String name, Path scratch) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.narrows.stream.Main"));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers", cluster.bootstrapServers(),
                "schema.registry.url", cluster.registryUrl(),
                "input.format", "raw",
                "http.host", "127.0.0.1",
                "http.port", "0",
                "stream.threads", "1",
                "batch.max.records", "300",
                "execution.provider", "cpu"));
        // So small that most batches have several slices, some of which may be in work when it is killed.
        settings.put("encode.max.rows", "4");
        settings.put("encode.threads", "1");
        settings.put("kafka.client.id", name);
        settings.put("kafka.group.protocol", protocol.setting());
        settings.put("kafka.main.consumer.session.timeout.ms", "" + SESSION_TIMEOUT.toMillis());
        settings.put("kafka.main.consumer.heartbeat.interval.ms", HEARTBEAT_MS);
        settings.put("kafka.producer.transaction.timeout.ms", "5000");
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("NARROWS_"));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        scratch.resolve("service.log").toFile()))
                .start();
    }

    @Override
    public void close() {
        cluster.close();
    }

    private void prepare() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(Stream.of("vectors", "latents", "alerts", "dead-letters")
                            .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", cluster.registryUrl()));
                ModelStore store = ModelStore.open(client(), "models", registry);
                RolloutLog rollouts = RolloutLog.open(client(), "rollouts", registry)) {
            store.publish(ToyModels.artefact("default", 1, DIM, CODE_BYTES));
            rollouts.write(Rollout.newBuilder()
                    .setModelName("default")
                    .setStableVersion(1)
                    .setCandidateVersion(null)
                    .setStage(RolloutStage.NONE)
                    .setCanaryPercent(0)
                    .setReason("test")
                    .setChangedAt(Instant.now())
                    .build());
        }
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }
}
