package dev.narrows.embedded.broker;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;

/**
 * The Kafka settings of a cluster of one node that starts fast and holds little memory.
 *
 * <p>Internal topics have few partitions, because each is a folder to make, to open and to elect a leader for; there is
 * one replica of everything, because there is one node.
 */
final class NodeConfig {

    static final int NODE_ID = 1;
    static final String CLIENTS = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";

    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
            // Nobody can take over from the only broker; to fence it because a busy machine held it up makes all wait.
            Map.entry("broker.session.timeout.ms", "60000"),
            // A disk that fills up shows here, long before the cluster's metadata does.
            Map.entry("metadata.max.retention.bytes", "52428800"));

    /**
     * After a kill the controller still counts the dead broker in, and refuses its successor until the session has run
     * out. Nothing else can be waiting for this node, so the session is short then.
     */
    private static final Map<String, String> AFTER_KILL =
            Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500");

    private NodeConfig() {}

    /** @param ports of all listeners by name; each is there */
    static KafkaConfig of(DataFolder folder, String host, Map<String, Integer> ports, BrokerSettings asked) {
        Map<String, String> settings = new HashMap<>(OURS);
        if (folder.wasKilled()) {
            settings.putAll(AFTER_KILL);
        }
        settings.put("log.dirs", folder.logs().toString());
        settings.put(
                "listeners",
                ports.entrySet().stream()
                        .map(listener -> listener.getKey() + "://" + host + ":" + listener.getValue())
                        .collect(Collectors.joining(",")));
        settings.put(
                "listener.security.protocol.map",
                ports.keySet().stream()
                        .map(name -> name + ":" + asked.listeners().getOrDefault(name, "PLAINTEXT"))
                        .collect(Collectors.joining(",")));
        settings.put("controller.quorum.voters", NODE_ID + "@" + host + ":" + ports.get(CONTROLLER));
        settings.putAll(asked.overrides());
        return new KafkaConfig(settings, false);
    }
}
